'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { parsePastedError, type PastedError } from '@/lib/domain/explain/pasted-error'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { TextareaField } from '../../ui/textarea-field'

type PastedErrorBoxProps = { prefix: string; onRead: (read: PastedError) => void }

/** Fills the form from what a client or a registry said. The text stays in this box: it is neither sent nor kept. */
export function PastedErrorBox({ prefix, onRead }: PastedErrorBoxProps) {
  const t = useTranslations('explain')
  const [text, setText] = useState('')
  const [read, setRead] = useState<PastedError>()

  function change(pasted: string) {
    setText(pasted)
    const found = pasted.trim() === '' ? undefined : parsePastedError(pasted, prefix)
    setRead(found)
    if (found) onRead(found)
  }
  const found = read && [read.who, read.repository, read.action && t(`actions.${read.action}`)].filter(Boolean)

  return (
    <section className="explain-paste" aria-label={t('paste.title')}>
      <TextareaField
        id="explain-pasted"
        label={t('paste.label')}
        rows={4}
        spellCheck={false}
        autoComplete="off"
        hint={t('paste.help')}
        value={text}
        onChange={(event) => change(event.target.value)}
        // Kept over a reload, it would be stored.
        data-keep={undefined}
      />
      <div role="status">
        {read?.holdsSecret && (
          <Alert kind="warning">
            {t('paste.secret')}{' '}
            <Button kind="link" size="sm" onClick={() => change('')}>
              {t('paste.clear')}
            </Button>
          </Alert>
        )}
        {found && found.length > 0 && <p>{t('paste.found', { found: found.join(', ') })}</p>}
        {found?.length === 0 && <p>{t('paste.nothing')}</p>}
      </div>
    </section>
  )
}
