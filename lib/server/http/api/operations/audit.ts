import 'server-only'
import { auditEvents } from '@/lib/domain/wire/audit'
import { listEventsForApi, refuseUnlessAuditor } from '../../../audit/list-for-api'
import { json, page } from '../answers'
import { wireEvent, wireEventExt } from '../wire-audit'
import { operation } from './operation'
import { listOf, paged } from './parameters'

const project = '/projects/{project_name}'

/** The logs: paths of two generations tell the same events. */
export const auditOperations = [
  operation({
    id: 'listAuditLogs',
    method: 'GET',
    path: '/audit-logs',
    query: paged,
    success: 200,
    answer: 'AuditLog',
    list: true,
    refusals: [400, 422],
    run: async ({ actor, query }) => page(await listEventsForApi(actor, null, listOf(query)), wireEvent),
  }),
  operation({
    id: 'listAuditLogExts',
    method: 'GET',
    path: '/auditlog-exts',
    query: paged,
    success: 200,
    answer: 'AuditLogExt',
    list: true,
    refusals: [400, 422],
    run: async ({ actor, query }) => page(await listEventsForApi(actor, null, listOf(query)), wireEventExt),
  }),
  operation({
    id: 'listAuditLogEventTypes',
    method: 'GET',
    path: '/auditlog-exts/events',
    success: 200,
    answer: 'AuditLogEventType',
    list: true,
    refusals: [403],
    run: async ({ actor }) => {
      await refuseUnlessAuditor(actor)
      return json(auditEvents.map((event_type) => ({ event_type })))
    },
  }),
  operation({
    id: 'getLogs',
    method: 'GET',
    path: `${project}/logs`,
    query: paged,
    success: 200,
    answer: 'AuditLog',
    list: true,
    refusals: [400, 403, 404, 422],
    run: async (call) => page(await listEventsForApi(call.actor, call.project, listOf(call.query)), wireEvent),
  }),
  operation({
    id: 'getLogExts',
    method: 'GET',
    path: `${project}/auditlog-exts`,
    query: paged,
    success: 200,
    answer: 'AuditLogExt',
    list: true,
    refusals: [400, 403, 404, 422],
    run: async (call) => page(await listEventsForApi(call.actor, call.project, listOf(call.query)), wireEventExt),
  }),
]
