'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { durationFromNow, expiresAtFor, expiryDate, isExpired, neverExpires } from '@/lib/domain/expiry'
import { formDuration, type RobotForm } from '@/lib/domain/robot-schema'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { useServerNow } from './server-now'

export type ExpirationFieldProps = {
  form: UseFormReturn<RobotForm>
  defaultDays: number
  /** When the robot was made; null while it is being created. A duration counts from here. */
  createdAt: string | null
}

/** What the chosen duration comes to; for a moment that has passed also a way out. */
export function ExpirationOutcome({ form, defaultDays, createdAt }: ExpirationFieldProps) {
  const t = useTranslations('robots.wizard')
  const format = useFormatter()
  const now = new Date(useServerNow())
  const expiration = form.watch('expiration')
  const duration = formDuration({ expiration, days: form.watch('days') }, defaultDays)
  if (duration === null) return expiration === 'date' ? t('dateHint') : t('daysHint')
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
          onClick={() => {
            form.setValue('expiration', 'days', { shouldDirty: true })
            form.setValue('days', String(fromNow), { shouldDirty: true, shouldValidate: true })
          }}
        >
          {t('fromNow', { days: defaultDays })}
        </Button>
      )}
    </>
  )
}
