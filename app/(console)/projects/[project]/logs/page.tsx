import { notFound } from 'next/navigation'
import { getTimeZone } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { loadLogParams } from '@/components/logs/load-log-params'
import { filterQuery, toAuditFilter } from '@/components/logs/log-params'
import { LogsTable } from '@/components/logs/logs-table'
import { projectOperations } from '@/lib/domain/audit/audit-operation'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { listEvents } from '@/lib/server/audit/list'
import { requireActor } from '@/lib/server/auth/session'
import { currentProject } from '../current-project'
import { projectTitle } from '../project-title'

type Props = { params: Promise<{ project: string }>; searchParams: Promise<SearchParams> }

export const generateMetadata = async ({ params }: Props) => projectTitle('logs', (await params).project)

export default async function ProjectLogsPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { name, canListLog } = await currentProject((await params).project)
  if (!canListLog) notFound()
  const list = await loadLogParams(searchParams)
  const filter = toAuditFilter(list, await getTimeZone())
  const { sort, page, size } = list
  const log = await listEvents(actor, { kind: 'project', name }, { ...filter, sort, page, size })
  return (
    <ClientMessages namespaces={['difference', 'logs', 'permissions']}>
      <LogsTable
        params={list}
        {...log}
        exportHref={paths.projectLogsExport(name, filterQuery(list))}
        operations={projectOperations}
        isWhole={false}
      />
    </ClientMessages>
  )
}
