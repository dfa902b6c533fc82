'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { useFieldText } from '@/lib/client/use-field-text'
import { durationFromNow, expiresAtFor, expiryDate, isExpired, neverExpires } from '@/lib/domain/expiry'
import { formDuration, type RobotForm } from '@/lib/domain/robot-schema'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Icon } from '../ui/icon'
import { Select } from '../ui/select'
import { useServerNow } from './server-now'

type ExpirationFieldProps = {
  form: UseFormReturn<RobotForm>
  defaultDays: number
  /** When the robot was made; null while it is being created. A duration counts from here. */
  createdAt: string | null
}

/** Default, days or never, with the moment it comes to. */
export function ExpirationField({ form, defaultDays, createdAt }: ExpirationFieldProps) {
  const t = useTranslations('robots.wizard')
  const fieldText = useFieldText('robots.invalid')
  const [expiration, days] = form.watch(['expiration', 'days'])
  const error = fieldText(form.formState.errors.days?.message)

  const choose = (next: RobotForm['expiration']) => {
    form.setValue('expiration', next)
    form.setValue('days', next === 'default' ? String(defaultDays) : '', { shouldValidate: next !== 'days' })
    if (next === 'days') form.setFocus('days')
  }

  return (
    <Field
      id="expiration-type"
      label={t('expiration')}
      required
      help={t('expirationHelp')}
      error={error}
      hint={<Outcome form={form} defaultDays={defaultDays} createdAt={createdAt} />}
    >
      {(control) => (
        <div className="expiration-controls">
          <Select
            {...control}
            value={expiration}
            onChange={(event) => choose(event.target.value as RobotForm['expiration'])}
          >
            {createdAt === null && <option value="default">{t('default', { days: defaultDays })}</option>}
            <option value="days">{t('days')}</option>
            <option value="never">{t('never')}</option>
          </Select>
          {expiration === 'days' && (
            <input
              id="robotTokenExpiration"
              className="clr-input"
              aria-label={t('daysLabel')}
              aria-invalid={control['aria-invalid']}
              aria-describedby={control['aria-describedby']}
              inputMode="numeric"
              autoComplete="off"
              {...form.register('days', {
                onChange: (event) => event.target.value.trim() === '-1' && choose('never'),
              })}
              value={days}
            />
          )}
        </div>
      )}
    </Field>
  )
}

/** What the chosen duration comes to; for a moment that has passed also a way out. */
function Outcome({ form, defaultDays, createdAt }: ExpirationFieldProps) {
  const t = useTranslations('robots.wizard')
  const format = useFormatter()
  const now = new Date(useServerNow())
  const duration = formDuration({ expiration: form.watch('expiration'), days: form.watch('days') }, defaultDays)
  if (duration === null) return null
  if (duration === neverExpires) return t('expiresNever')

  const created = createdAt === null ? now : new Date(createdAt)
  const expiresAt = expiresAtFor(created, duration)
  const date = expiryDate(expiresAt)
  if (!date) return t('expiresBeyond', { days: duration })
  const text = { date: format.dateTime(date, 'short') }
  const past = isExpired(expiresAt, now.getTime() / 1000)
  const fromNow = durationFromNow(created, now, defaultDays)
  return (
    <>
      <span className={past ? 'expires-past' : undefined}>
        {past && <Icon name="exclamation-triangle" />}
        {past ? t('expiresPast', text) : t('expiresAt', text)}
      </span>
      {createdAt !== null && duration !== fromNow && (
        <Button
          kind="link"
          size="sm"
          onClick={() => form.setValue('days', String(fromNow), { shouldDirty: true, shouldValidate: true })}
        >
          {t('fromNow', { days: defaultDays })}
        </Button>
      )}
    </>
  )
}
