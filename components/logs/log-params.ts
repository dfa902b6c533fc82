import { createParser, parseAsBoolean, parseAsStringLiteral, type inferParserType } from 'nuqs/server'
import { auditOperations } from '@/lib/domain/audit/audit-operation'
import type { AuditFilter } from '@/lib/domain/audit/audit-row'
import { isLocalTime, localToInstant } from '@/lib/domain/lists/local-time'
import { listParams } from '../data-table/list-params'

/** What the URL of a log says about order and page. */
export const logListParams = listParams({ sortKeys: ['at'], defaultSort: '-at' })

const parseAsPart = createParser({
  // Control characters are in no name; a NUL would even make PostgreSQL fail.
  parse: (text) => text.replace(/\p{C}/gu, '').trim().slice(0, 300) || null,
  serialize: String,
})
const parseAsLocalTime = createParser({ parse: (text) => (isLocalTime(text) ? text : null), serialize: String })
const parseAsId = createParser({
  parse: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null),
  serialize: String,
})

/** What it says about which events: times are those of the reader's own clock. Anything else counts as not said. */
export const logFilterParams = {
  operation: parseAsStringLiteral(auditOperations),
  actor: parseAsPart.withDefault(''),
  resource: parseAsPart.withDefault(''),
  from: parseAsLocalTime.withDefault(''),
  to: parseAsLocalTime.withDefault(''),
  robot: parseAsId,
  failed: parseAsBoolean.withDefault(false),
  request: parseAsPart.withDefault(''),
}

export type LogFilterState = inferParserType<typeof logFilterParams>
export type LogParams = inferParserType<typeof logListParams> & LogFilterState

/** The filter that these parameters mean to a reader in this time zone. The last minute is meant whole. */
export function toAuditFilter(params: LogFilterState, timeZone: string): AuditFilter {
  const { operation, actor, resource, robot, from, to, failed, request } = params
  const end = localToInstant(to, timeZone)
  return {
    operation,
    actor,
    resource,
    robotId: robot,
    from: localToInstant(from, timeZone),
    to: end && new Date(end.getTime() + 60_000),
    failed,
    requestId: request,
  }
}

/** The filter as a query, for links that keep it. */
export const filterQuery = ({ operation, actor, resource, robot, from, to, failed, request }: LogFilterState) => ({
  operation: operation ?? undefined,
  actor: actor || undefined,
  resource: resource || undefined,
  robot: robot ?? undefined,
  from: from || undefined,
  to: to || undefined,
  failed: failed || undefined,
  request: request || undefined,
})
