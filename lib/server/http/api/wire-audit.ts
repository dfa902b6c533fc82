import 'server-only'
import { wireOperation } from '@/lib/domain/wire/audit'
import type { Actor } from '../../actor'
import type { ListedEvent } from '../../audit/find-events'
import { listEventsForApi } from '../../audit/list-for-api'
import type { ProjectRecord } from '../../projects/find'
import { jsonResponse, type ApiCall } from './api-route'
import { pageOf, pagingHeaders } from './paging'

/** `AuditLog`, of the first generation of paths. */
export const wireEvent = ({ id, actorName, resource, resourceType, operation, at }: ListedEvent) => ({
  id,
  username: actorName,
  resource,
  resource_type: resourceType,
  operation: wireOperation(operation),
  op_time: at.toISOString(),
})

/** `AuditLogExt`, of the second. */
export const wireEventExt = (event: ListedEvent) => ({
  ...wireEvent(event),
  operation_description: `${wireOperation(event.operation)} ${event.resourceType}: ${event.resource}`,
  operation_result: event.result === 'success',
})

/** Answers one page of a project's log, or of all that the caller may see. */
export async function answerLog(
  { actor, query, path }: Pick<ApiCall<unknown>, 'query' | 'path'> & { actor: Actor },
  project: ProjectRecord | null,
  wire: (event: ListedEvent) => object,
): Promise<Response> {
  const page = pageOf(query)
  const list = { ...page, q: query.get('q') ?? '', sort: query.get('sort') ?? '' }
  const { rows, total } = await listEventsForApi(actor, project, list)
  return jsonResponse(rows.map(wire), pagingHeaders(path, query, page, total))
}
