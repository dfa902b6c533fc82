import type { Metadata } from 'next'
import { getTimeZone, getTranslations } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadLogParams } from '@/components/logs/load-log-params'
import { filterQuery, toAuditFilter } from '@/components/logs/log-params'
import { LogsTable } from '@/components/logs/logs-table'
import { PageTitle } from '@/components/shell/page-title'
import { auditOperations } from '@/lib/domain/audit/audit-operation'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { listEvents } from '@/lib/server/audit/list'
import { requireActor } from '@/lib/server/auth/session'
import { orNotFound } from '@/lib/server/http/pages/or-not-found'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('logs'))('title') }
}

type Props = { searchParams: Promise<SearchParams> }

export default async function LogsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const list = await loadLogParams(searchParams)
  const filter = toAuditFilter(list, await getTimeZone())
  const { sort, page, size } = list
  const log = await orNotFound(listEvents(actor, { kind: 'system' }, { ...filter, sort, page, size }))
  const t = await getTranslations('logs')
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <ClientMessages namespaces={['difference', 'logs', 'permissions']}>
        <LogsTable
          params={list}
          {...log}
          exportHref={paths.administrationLogsExport(filterQuery(list))}
          operations={auditOperations}
          isWhole
        />
      </ClientMessages>
    </>
  )
}
