'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import type { AuditOperation } from '@/lib/domain/audit/audit-operation'
import { maxListedEvents, type AuditRow } from '@/lib/domain/audit/audit-row'
import { paths } from '@/lib/paths'
import { DataTable } from '../data-table/data-table'
import { NoMatch } from '../data-table/no-match'
import { buttonClass } from '../ui/button-class'
import { EmptyList } from '../ui/empty-list'
import { Icon } from '../ui/icon'
import { logColumns } from './log-columns'
import { LogFilter } from './log-filter'
import { filterQuery, logListParams, type LogParams } from './log-params'
import { operationName } from './operation-name'

// Arrives when one is opened.
const EventDialog = onDemand('events', async () => (await import('./event-dialog')).EventDialog)

type LogsTableProps = {
  params: LogParams
  rows: AuditRow[]
  total: number
  /** There are more events than a list counts. */
  more: boolean
  /** Where the export of the same events is. */
  exportHref: string
  /** What can be in this log: a project's has no sign-ins of users. */
  operations: readonly AuditOperation[]
  /** The log of all projects, which says of each event where it was. */
  isWhole: boolean
}

/** A log: which events, the events, and what each of them changed. */
export function LogsTable({ params, rows, total, more, exportHref, operations, isWhole }: LogsTableProps) {
  const t = useTranslations('logs')
  const [shown, setShown] = useState<AuditRow | null>(null)
  const columns = useLogColumns(isWhole, setShown)
  const isFiltered = Object.values(filterQuery(params)).some((value) => value !== undefined)

  return (
    <>
      <LogFilter filter={filterOf(params)} operations={operations} />
      {params.robot !== null && (
        <p className="log-note">{t('historyOf', { name: rows[0]?.resource ?? `#${params.robot}` })}</p>
      )}
      {more && <p className="log-note">{t('more', { count: maxListedEvents })}</p>}
      <DataTable
        label={t('title')}
        params={logListParams}
        list={params}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(event) => String(event.id)}
        empty={
          isFiltered ? (
            <NoMatch>{t('noMatch')}</NoMatch>
          ) : (
            <EmptyList
              icon="event"
              title={t('empty')}
              text={t('none.text')}
              more={{ label: t('none.more'), href: paths.manualPage('operations') }}
            />
          )
        }
        toolbar={() => (
          // A download and no page: the browser itself must fetch it.
          <a className={buttonClass()} href={exportHref} download>
            <Icon name="download" /> {t('export')}
          </a>
        )}
      />
      {shown && <EventDialog event={shown} onClose={() => setShown(null)} />}
    </>
  )
}

/** The table wants stable columns; the texts only change with the language. */
function useLogColumns(isWhole: boolean, onShow: (event: AuditRow) => void) {
  const [t, operations] = [useTranslations('logs'), useTranslations('logs.operations')]
  return useMemo(() => logColumns(t, operationName(operations), isWhole, onShow), [t, operations, isWhole, onShow])
}

const filterOf = ({ operation, actor, resource, from, to, robot, failed, request }: LogParams) => ({
  operation,
  actor,
  resource,
  from,
  to,
  robot,
  failed,
  request,
})
