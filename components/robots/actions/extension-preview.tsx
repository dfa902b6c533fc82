'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { expiresAtFor, expiryDate } from '@/lib/domain/robots/expiry'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'

const most = 100

type Changed = { id: number; createdAt: string; durationDays: number }

/** When a robot ends that was made then and lasts so long, in words. */
export function useEndText(): (robot: Omit<Changed, 'id'>) => string {
  const moment = useMomentText()
  return ({ createdAt, durationDays }) => moment(expiresAtFor(new Date(createdAt), durationDays))
}

function useMomentText() {
  const t = useTranslations('robots')
  const format = useFormatter()
  return (expiresAt: number | null) => {
    const date = expiryDate(expiresAt)
    return expiresAt === null ? t('expires.never') : date ? format.dateTime(date, 'short') : t('expires.beyond')
  }
}

/** When each robot ends today, and when it would. */
export function ExtensionPreview({ robots, changes }: { robots: BulkRobot[]; changes: Changed[] }) {
  const t = useTranslations('robots.many.extend')
  const common = useTranslations('common')
  const endText = useEndText()
  const moment = useMomentText()
  const byId = new Map(changes.map((change) => [change.id, change]))
  return (
    <div className="extension-preview" role="region" aria-label={t('preview')} tabIndex={0}>
      <table className="table table-compact" aria-label={t('preview')}>
        <thead>
          <tr>
            <th scope="col">{t('robot')}</th>
            <th scope="col">{t('old')}</th>
            <th scope="col">{t('new')}</th>
          </tr>
        </thead>
        <tbody>
          {robots.slice(0, most).map((robot) => {
            const change = byId.get(robot.id)
            return (
              <tr key={robot.id}>
                <th scope="row">
                  <bdi>{robot.fullName}</bdi>
                </th>
                <td>{moment(robot.expiresAt)}</td>
                <td>{change ? endText(change) : robot.legacy ? t('legacy') : t('stays')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {robots.length > most && <p>{common('moreNames', { count: robots.length - most })}</p>}
    </div>
  )
}
