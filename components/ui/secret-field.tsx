'use client'

import { useRef, useState } from 'react'
import { copyText } from '@/lib/client/copy-text'
import { Icon } from './icon'
import { IconButton } from './icon-button'

type SecretFieldProps = {
  id: string
  secret: string
  /** Names the copy button, and says what to do where the browser does not allow copying. */
  t: (key: 'copy' | 'copyFailed') => string
  onCopied: () => void
}

/** A secret to read and to copy, but not to change. */
export function SecretField({ id, secret, t, onCopied }: SecretFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [failed, setFailed] = useState(false)

  async function copy() {
    const copied = await copyText(secret, () => input.current?.select())
    setFailed(!copied)
    if (copied) onCopied()
  }

  return (
    <>
      <div className="secret-field">
        <input
          id={id}
          ref={input}
          readOnly
          value={secret}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
        />
        <IconButton icon="copy" size={24} label={t('copy')} onClick={copy} />
      </div>
      {failed && (
        <p role="alert" className="field-error">
          <Icon name="error-standard" />
          {t('copyFailed')}
        </p>
      )}
    </>
  )
}
