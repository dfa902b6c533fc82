'use client'

import { useTranslations } from 'next-intl'
import type { AuditRow } from '@/lib/domain/audit/audit-row'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { Time } from '../ui/time'
import { resourceName } from './resource-name'

const column = columnHelper<AuditRow>()

type Translate = ReturnType<typeof useTranslations<'logs'>>

/** Time, actor, operation, resource, result, details; the project too where the log is of all of them. */
export const logColumns = (
  t: Translate,
  nameOf: (operation: string) => string,
  withProject: boolean,
  onShow: (event: AuditRow) => void,
) => [
  column.accessor('at', {
    header: t('columns.at'),
    meta: { sortKey: 'at' },
    cell: ({ getValue }) => <Time value={getValue()} format="second" />,
  }),
  column.accessor('actor', {
    header: t('columns.actor'),
    meta: { room: 28 },
    cell: ({ row: { original } }) => (
      <Clamped label={t('columns.actor')}>
        <ActorLink event={original} />
      </Clamped>
    ),
  }),
  column.accessor('operation', {
    header: t('columns.operation'),
    cell: ({ getValue }) => nameOf(getValue()),
  }),
  column.accessor('resource', {
    header: t('columns.resource'),
    meta: { room: 47 },
    cell: ({ getValue }) => (
      <Clamped label={t('columns.resource')}>
        <Name>{resourceName(t, getValue())}</Name>
      </Clamped>
    ),
  }),
  ...(withProject
    ? [
        column.accessor('project', {
          header: t('columns.project'),
          meta: { room: 25 },
          cell: ({ getValue }) => (
            <Clamped label={t('columns.project')}>
              <Name>{getValue() ?? '–'}</Name>
            </Clamped>
          ),
        }),
      ]
    : []),
  column.accessor('result', {
    header: t('columns.result'),
    cell: ({ getValue }) => <ResultBadge result={getValue()} />,
  }),
  column.accessor('changeCount', {
    header: t('columns.details'),
    cell: ({ row: { original } }) => (
      <Button
        kind="link"
        size="sm"
        className="log-details-button"
        aria-label={t('showDetails', { count: original.changeCount, resource: resourceName(t, original.resource) })}
        onClick={() => onShow(original)}
      >
        {original.changeCount > 0 ? t('changeCount', { count: original.changeCount }) : t('details')}
      </Button>
    ),
  }),
]

/** Leads to what else this actor did. */
function ActorLink({ event }: { event: Pick<AuditRow, 'actor' | 'actorKind'> }) {
  if (event.actorKind === 'anonymous' || event.actorKind === 'system') return <ActorName event={event} />
  return (
    <Link href={`?${new URLSearchParams({ actor: event.actor })}`}>
      <Name>{event.actor}</Name>
    </Link>
  )
}

/** Nobody and the system itself have no name of their own. */
export function ActorName({ event }: { event: Pick<AuditRow, 'actor' | 'actorKind'> }) {
  const t = useTranslations('logs.actors')
  if (event.actorKind === 'anonymous') return t('anonymous')
  return event.actorKind === 'system' ? t('system') : event.actor
}

const looks = { success: 'success', denied: 'warning', failure: 'danger' } as const

export function ResultBadge({ result }: { result: AuditRow['result'] }) {
  const t = useTranslations('logs.results')
  return <Badge kind={looks[result]}>{t(result)}</Badge>
}
