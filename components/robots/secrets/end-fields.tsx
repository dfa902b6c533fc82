'use client'

import { useRef } from 'react'
import { useTimeZone, useTranslations } from 'next-intl'
import { usualHours, type EndFault, type TypedEnd } from '@/lib/domain/secrets/old-secret-form'
import { maxOverlapHours } from '@/lib/domain/secrets/robot-secret'
import { RadioField } from '../../ui/radio-field'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import { useHoursText } from './use-hours-text'

type EndFieldsProps = {
  kinds: readonly TypedEnd['kind'][]
  typed: TypedEnd
  /** Why it cannot be sent; said where something was typed. */
  fault?: EndFault
  /** Whether there is more than one old secret. */
  areMany?: boolean
  onChange: (typed: TypedEnd) => void
}

/** When an old secret stops: at once, some time after the new one's first use, or at a time. */
export function EndFields({ kinds, typed, fault, areMany, onChange }: EndFieldsProps) {
  const t = useTranslations('rotation.end')
  if (kinds.length === 1) return <When {...{ typed, fault, onChange }} />
  const below = {
    'at-once': areMany && t('everyOlder'),
    'after-first-use': <HowLong {...{ typed, fault, onChange }} />,
    at: <When {...{ typed, fault, onChange }} />,
  }
  return (
    <RadioField
      id="old-secret"
      label={t('label')}
      value={typed.kind}
      choices={kinds.map((kind) => ({ value: kind, label: t(kind), below: below[kind] }))}
      onChange={(kind) => onChange({ ...typed, kind })}
    />
  )
}

type PartProps = Pick<EndFieldsProps, 'typed' | 'fault' | 'onChange'>

function HowLong({ typed, fault, onChange }: PartProps) {
  const t = useTranslations('rotation.end')
  const hoursText = useHoursText()
  const host = useRef<HTMLDivElement>(null)
  function choose(hours: string) {
    onChange({ ...typed, hours })
    if (hours === 'other') requestAnimationFrame(() => host.current?.querySelector('input')?.focus())
  }
  return (
    <div ref={host}>
      <SelectField
        id="old-secret-hours"
        label={t('howLong')}
        value={typed.hours}
        onChange={(event) => choose(event.target.value)}
      >
        {usualHours.map((hours) => (
          <option key={hours} value={hours}>
            {hoursText(hours)}
          </option>
        ))}
        <option value="other">{t('other')}</option>
      </SelectField>
      {typed.hours === 'other' && (
        <TextField
          id="old-secret-typed-hours"
          label={t('typedHours')}
          required
          inputMode="numeric"
          maxLength={3}
          hint={t('typedHoursHint', { max: maxOverlapHours })}
          error={
            fault === 'hours' && typed.typedHours !== '' ? t('invalid.hours', { max: maxOverlapHours }) : undefined
          }
          value={typed.typedHours}
          onChange={(event) => onChange({ ...typed, typedHours: event.target.value })}
        />
      )}
    </div>
  )
}

function When({ typed, fault, onChange }: PartProps) {
  const t = useTranslations('rotation.end')
  const timeZone = useTimeZone() ?? 'UTC'
  return (
    <TextField
      id="old-secret-time"
      type="datetime-local"
      label={t('when')}
      required
      max="9999-12-31T23:59"
      hint={t('zone', { zone: timeZone })}
      error={fault && typed.at !== '' ? t(`invalid.${fault}`, { max: maxOverlapHours }) : undefined}
      value={typed.at}
      onChange={(event) => onChange({ ...typed, at: event.target.value })}
    />
  )
}
