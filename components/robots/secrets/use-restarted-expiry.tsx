'use client'

import { useState } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { expiresAtFor, expiryDate, isExpired, neverExpires } from '@/lib/domain/robots/expiry'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Checkbox } from '../../ui/checkbox'
import { useServerNow } from '../server-now'

/** Whether the robot's days are counted from now on, with what that comes to; nothing to ask of one that never expires. */
export function useRestartedExpiry(robot: Pick<RobotRow, 'durationDays' | 'expiresAt'>) {
  const t = useTranslations('rotation.restart')
  const format = useFormatter()
  const now = useServerNow()
  const [isWanted, setWanted] = useState(false)
  const { durationDays, expiresAt } = robot
  const dateText = (seconds: number | null) => {
    const date = expiryDate(seconds)
    return date ? format.dateTime(date, 'short') : '–'
  }
  function outcome(): string {
    if (isWanted) return t('on', { date: dateText(expiresAtFor(new Date(now), durationDays)) })
    return isExpired(expiresAt, now / 1000) ? t('offExpired') : t('off', { date: dateText(expiresAt) })
  }
  if (durationDays === neverExpires) return { isWanted: false, field: null }
  return {
    isWanted,
    field: (
      <div className="restart-expiry">
        <Checkbox
          id="restart-lifetime"
          label={t('label')}
          aria-describedby="restart-lifetime-hint"
          checked={isWanted}
          onChange={(event) => setWanted(event.target.checked)}
        />
        <p id="restart-lifetime-hint" className="clr-subtext" role="status">
          {outcome()}
        </p>
      </div>
    ),
  }
}
