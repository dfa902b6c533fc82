'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { durationFromNow, endOf, expiresAtFor, expiryDate, isExpired, neverExpires } from '@/lib/domain/robots/expiry'
import { formDuration, type RobotForm } from '@/lib/domain/robots/robot-form'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useServerNow } from '../server-now'

export type ExpirationFieldProps = {
  form: UseFormReturn<RobotForm>
  defaultDays: number
  /** The one that is edited, from whose creation a duration counts; null while one is being created. */
  robot: Pick<RobotRow, 'createdAt' | 'durationDays' | 'expiresAt'> | null
}

/** What the chosen duration comes to; for a moment that has passed also a way out. */
export function ExpirationOutcome({ form, defaultDays, robot }: ExpirationFieldProps) {
  const t = useTranslations('robots.wizard')
  const format = useFormatter()
  const now = new Date(useServerNow())
  const expiration = form.watch('expiration')
  const duration = formDuration({ expiration, days: form.watch('days') }, defaultDays)
  if (duration === null) return expiration === 'date' ? t('dateHint') : t('daysHint')
  if (duration === neverExpires) return t('expiresNever')

  const created = robot ? new Date(robot.createdAt) : now
  const expiresAt = robot ? endOf(robot, duration) : expiresAtFor(now, duration)
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
      {robot && duration !== fromNow && (
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
