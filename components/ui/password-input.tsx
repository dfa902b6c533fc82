'use client'

import { useState, type ComponentProps } from 'react'
import { useTranslations } from 'next-intl'
import { IconButton } from './icon-button'

/** A masked input with an eye that shows it. `label` names what the eye shows. */
export function PasswordInput({ label, ...input }: ComponentProps<'input'> & { label: string }) {
  const t = useTranslations('common')
  const [shown, setShown] = useState(false)
  return (
    <div className="clr-input-group">
      <input
        autoComplete="off"
        spellCheck={false}
        {...input}
        type={shown ? 'text' : 'password'}
        className="clr-input"
      />
      <IconButton
        icon={shown ? 'eye-hide' : 'eye'}
        label={shown ? t('hideValue', { label }) : t('showValue', { label })}
        onClick={() => setShown(!shown)}
      />
    </div>
  )
}
