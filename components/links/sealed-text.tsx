'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import { copyText } from '@/lib/client/copy-text'
import { saveFile } from '@/lib/client/save-file'
import { Button } from '../ui/button'
import { useArrival } from './use-arrival'

/** A sealed secret: to copy, or to save as a file. */
export function SealedText({ name, text }: { name: string; text: string }) {
  const t = useTranslations('robots.handOver')
  const arrived = useArrival<HTMLDivElement>()
  const area = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  // For a shell that is asked for it unquoted.
  const file = `${name.replace(/[^\w.+-]/g, '_')}.age`

  async function copy() {
    setSaid((await copyText(text, () => area.current?.select())) ? t('copied') : t('copyFailed'))
  }

  return (
    <div ref={arrived} tabIndex={-1} className="handed" role="group" aria-label={t('seal')}>
      <label htmlFor="sealed-secret">{t('sealed')}</label>
      <textarea
        id="sealed-secret"
        ref={area}
        className="clr-textarea"
        readOnly
        rows={6}
        spellCheck={false}
        value={text}
      />
      <div className="sealed-buttons">
        <Button size="sm" icon="copy" onClick={copy}>
          {t('copySealed')}
        </Button>
        <Button
          size="sm"
          icon="download"
          onClick={() => {
            saveFile(file, text, 'text/plain')
            setSaid(t('savedAs', { file }))
          }}
        >
          {t('saveSealed')}
        </Button>
      </div>
      <p role="status" className="secret-saved">
        {said}
      </p>
      <p>{t.rich('unseal', { file, code: (chunks) => <code>{chunks}</code> })}</p>
    </div>
  )
}
