'use client'

import { useTranslations } from 'next-intl'
import { graceEnd } from '@/lib/domain/settings/robot-prefixes'
import { typedGraceDays } from '@/lib/domain/settings/settings'
import { TextField } from '../ui/text-field'

type GraceDaysProps = {
  id: string
  label: string
  hint?: string | null
  typed: string
  onType: (typed: string) => void
}

/** For how many days a prefix of before goes on. */
export function GraceDays({ id, label, hint, typed, onType }: GraceDaysProps) {
  const invalid = useTranslations('configuration.invalid')
  return (
    <TextField
      id={id}
      label={label}
      required
      inputMode="numeric"
      maxLength={5}
      hint={hint}
      error={readGraceDays(typed).days === null ? invalid('grace') : undefined}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  )
}

/** What was typed, and when that would end; null when it is no number of days. */
export function readGraceDays(typed: string): { days: number; until: Date } | { days: null; until: null } {
  const { success, data: days } = typedGraceDays.safeParse(typed)
  return success ? { days, until: new Date(graceEnd(Date.now(), days)) } : { days: null, until: null }
}
