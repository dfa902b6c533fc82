import { getTimeZone } from 'next-intl/server'
import { loadLogParams } from '@/components/logs/load-log-params'
import { toAuditFilter } from '@/components/logs/log-params'
import { exportEvents, type ExportedEvent } from '@/lib/server/audit/export'
import type { LogScope } from '@/lib/server/audit/visible'
import { now } from '@/lib/server/clock'
import { csvResponse } from '@/lib/server/http/pages/csv'
import { download } from '@/lib/server/http/pages/download'

const columns: (keyof ExportedEvent)[] = [
  'at',
  'actorKind',
  'actorName',
  'operation',
  'resourceType',
  'resource',
  'projectName',
  'result',
  'before',
  'after',
  'address',
  'requestId',
]

/** The events that the page with the same query lists, all of them, as a file. */
export const exportLog = (request: Request, scope: LogScope): Promise<Response> =>
  download(async (actor) => {
    const params = loadLogParams(new URL(request.url).searchParams)
    const events = await exportEvents(actor, scope, toAuditFilter(params, await getTimeZone()))
    const what = scope.kind === 'project' ? `logs-${scope.name}` : 'logs'
    return csvResponse(`${what}-${now().toISOString().slice(0, 10)}`, columns, events)
  })
