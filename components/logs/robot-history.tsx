'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import type { AuditRow } from '@/lib/domain/audit/audit-row'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { Time } from '../ui/time'
import { ActorName, ResultBadge } from './log-columns'
import { operationName } from './operation-name'

// Arrives when one is opened.
const EventDialog = onDemand('events', async () => (await import('./event-dialog')).EventDialog)

type RobotHistoryProps = { rows: AuditRow[]; total: number; /** Where all of it is. */ href: string }

/** The last of what was done to a robot, and the way to the rest. */
export function RobotHistory({ rows, total, href }: RobotHistoryProps) {
  const [t, logs] = [useTranslations('robotPage'), useTranslations('logs')]
  const nameOf = operationName(useTranslations('logs.operations'))
  const [shown, setShown] = useState<AuditRow | null>(null)
  if (rows.length === 0) return <p className="activity-note">{t('noHistory')}</p>
  return (
    <>
      <table className="table table-compact activity-table" aria-label={t('history')}>
        <thead>
          <tr>
            <th scope="col">{logs('columns.at')}</th>
            <th scope="col">{logs('columns.operation')}</th>
            <th scope="col">{logs('columns.actor')}</th>
            <th scope="col">{logs('columns.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((event) => (
            <tr key={event.id}>
              <td>
                <Time value={event.at} format="second" />
              </td>
              <td>
                <Button kind="link" size="sm" className="log-details-button" onClick={() => setShown(event)}>
                  {nameOf(event.operation)}
                </Button>
              </td>
              <td className="activity-name">
                <ActorName event={event} />
              </td>
              <td>
                <ResultBadge result={event.result} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Link href={href}>{t('wholeHistory', { count: total })}</Link>
      </p>
      {shown && <EventDialog event={shown} onClose={() => setShown(null)} />}
    </>
  )
}
