'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { maxDurationDays } from '@/lib/domain/robots/expiry'
import type { Extension } from '@/lib/domain/robots/extension'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'

/** How many days, and from when they count. Answers null while the days are none. */
export function ExtensionFields({ onChange }: { onChange: (extension: Extension | null) => void }) {
  const t = useTranslations('robots.many.extend')
  const invalid = useTranslations('robots.invalid')
  const [typed, setTyped] = useState('30')
  const [from, setFrom] = useState<Extension['from']>('now')
  const extension = extensionOf(typed, from)

  function change(nextTyped: string, nextFrom: Extension['from']) {
    setTyped(nextTyped)
    setFrom(nextFrom)
    onChange(extensionOf(nextTyped, nextFrom))
  }

  return (
    <>
      <TextField
        id="extension-days"
        label={t('days')}
        required
        inputMode="numeric"
        maxLength={10}
        error={extension ? undefined : invalid('expiration')}
        value={typed}
        onChange={(event) => change(event.target.value, from)}
      />
      <SelectField
        id="extension-from"
        label={t('from')}
        hint={t('fromHint')}
        value={from}
        onChange={(event) => change(typed, event.target.value as Extension['from'])}
      >
        <option value="now">{t('fromNow')}</option>
        <option value="end">{t('fromEnd')}</option>
      </SelectField>
    </>
  )
}

function extensionOf(typed: string, from: Extension['from']): Extension | null {
  const days = /^\d{1,10}$/.test(typed.trim()) ? Number(typed) : 0
  return days >= 1 && days <= maxDurationDays ? { days, from } : null
}
