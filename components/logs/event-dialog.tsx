'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { unknownName, type AuditRow } from '@/lib/domain/audit/audit-row'
import { paths } from '@/lib/paths'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Link } from '../ui/link'
import { EventChanges } from './event-changes'
import { ActorName, ResultBadge } from './log-columns'
import { operationName } from './operation-name'
import { resourceName } from './resource-name'

/** One event in full, with what it changed. */
export function EventDialog({ event, onClose }: { event: AuditRow; onClose: () => void }) {
  const [t, common, format] = [useTranslations('logs'), useTranslations('common'), useFormatter()]
  const nameOf = operationName(useTranslations('logs.operations'))
  const exactly = format.dateTime(new Date(event.at), { dateStyle: 'full', timeStyle: 'long' })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      dismiss="outside"
      title={nameOf(event.operation)}
      subtitle={resourceName(t, event.resource)}
      footer={
        <Button kind="primary" onClick={onClose}>
          {common('close')}
        </Button>
      }
    >
      <dl className="log-facts">
        <Fact name={t('columns.at')}>
          <time dateTime={event.at}>{exactly}</time>
        </Fact>
        <Fact name={t('columns.actor')}>
          <ActorName event={event} />
        </Fact>
        {event.project !== null && <Fact name={t('columns.project')}>{event.project}</Fact>}
        <Fact name={t('columns.result')}>
          <ResultBadge result={event.result} />
        </Fact>
        {robotHref(event) && (
          <Fact name={t('columns.resource')}>
            <Link href={robotHref(event)!}>
              <bdi>{event.resource}</bdi>
            </Link>
          </Fact>
        )}
        {event.address !== null && <Fact name={t('address')}>{event.address}</Fact>}
        {event.requestId !== null && <Fact name={t('requestId')}>{event.requestId}</Fact>}
      </dl>
      <EventChanges event={event} />
    </Dialog>
  )
}

/** Where the robot account of an event is listed, while it is there. */
function robotHref({ operation, resource, project }: AuditRow): string | null {
  if (!operation.startsWith('robot.') || resource === unknownName) return null
  return project === null ? paths.administrationRobots({ q: resource }) : paths.projectRobots(project, { q: resource })
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
