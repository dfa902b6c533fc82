'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { useAgo } from './use-ago'

type LastUsedProps = { robot: RobotRow; onOpen: () => void }

/** When a robot was last used, from now; opens what it has been doing. The exact moment is in the title. */
export function LastUsed({ robot, onOpen }: LastUsedProps) {
  const t = useTranslations('robots.used')
  const format = useFormatter()
  const ago = useAgo()
  const moment = robot.lastUsedAt === null ? null : new Date(robot.lastUsedAt * 1000)
  const when = moment ? ago(moment.getTime()) : t('never')
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
