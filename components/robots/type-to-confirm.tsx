'use client'

import { useTranslations } from 'next-intl'
import { TextField } from '../ui/text-field'

type TypeToConfirmProps = { text: string; typed: string; onType: (typed: string) => void }

/** Asks for the name, or the number, of what is to go, so that a hurried press does no harm. */
export function TypeToConfirm({ text, typed, onType }: TypeToConfirmProps) {
  const t = useTranslations('robots.breaks')
  return (
    <TextField
      id="type-to-confirm"
      label={t('type', { text })}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  )
}
