'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { useServerNow } from './server-now'

type LastUsedProps = { robot: RobotRow; onOpen: () => void }

/** When a robot was last used, from now; opens what it has been doing. The exact moment is in the title. */
export function LastUsed({ robot, onOpen }: LastUsedProps) {
  const t = useTranslations('robots.used')
  const format = useFormatter()
  const now = useServerNow()
  const moment = robot.lastUsedAt === null ? null : new Date(robot.lastUsedAt * 1000)
  // Another replica's clock may be a little ahead: nothing was used in the future.
  const when = moment ? format.relativeTime(Math.min(moment.getTime(), now), now) : t('never')
  return (
    <button
      type="button"
      className={`last-used ${moment ? '' : 'last-used-never'}`}
      title={moment ? format.dateTime(moment, 'exact') : undefined}
      aria-label={t('open', { when, name: robot.fullName })}
      onClick={onOpen}
    >
      {when}
    </button>
  )
}
