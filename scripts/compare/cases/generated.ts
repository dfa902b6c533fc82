import { operations } from '@/lib/server/http/api/operations/all'
import type { Operation } from '@/lib/server/http/api/operations/operation'
import { withQuery, type Caller, type Case, type Detail } from '../case'

// What is asked of every operation alike, from the table that answers them: by everybody, with what could be no request,
// of what is not there. What a good request of a write is differs, so those are written by hand.

const parameters: Record<string, string> = {
  project_name_or_id: '{project}',
  project_name: '{projectName}',
  robot_id: '{spareRobotId}',
  user_id: '{spare}',
  mid: '{guestMember}',
  meta_name: 'severity',
  job_type: 'all',
  pool_id: 'all',
}
// Of what is always the same less is asked: there is little that could differ.
const ids = (brief: boolean) => (brief ? ['{none}', 'x'] : ['0', '-1', '{none}', 'x', '1.5', '9223372036854775808'])
const callers = (brief: boolean): Caller[] =>
  brief ? ['anonymous', 'guest', 'systemRobot'] : ['anonymous', 'outsider', 'guest', 'robot', 'systemRobot']

/** What belongs to one installation has the same keys on another, and other values; what is not here nothing of it. */
const loose: Record<string, Detail> = Object.fromEntries(
  [
    'getConfigurations',
    'getSystemInfo',
    'getStatistic',
    'listUsers',
    'listProjects',
    'ListRobot',
    'listAuditLogExts',
    'getLogExts',
    'getCurrentUserInfo',
    'searchUsers',
  ].map((id) => [id, 'shape']),
)
for (const id of ['getHealth', 'listAuditLogs', 'getLogs', 'listAuditLogEventTypes']) loose[id] = 'kind'

const filled = (path: string, more: Record<string, string> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => more[name] ?? parameters[name] ?? '{none}')

const isRead = ({ method }: Operation): boolean => method === 'GET' || method === 'HEAD'

/** What must be sent with it, whatever else. */
const needed: Record<string, string> = {
  headProject: 'project_name={projectName}',
  searchUsers: 'username={prefix}-own',
  search: 'q={prefix}',
  listLabels: 'scope=g',
  ListWebhookJobs: 'policy_id=1',
  searchUserGroups: 'groupname=x',
}

export function generatedCases(): Case[] {
  return operations.filter(({ own, id }) => !own && id !== 'getOpenApi').flatMap((each) => casesOf(each))
}

function casesOf(operation: Operation): Case[] {
  const { id, method, path, query = [], nothing } = operation
  const detail = nothing ? 'kind' : (loose[id] ?? 'values')
  const told = nothing ? { differs: 'empty', at: /^(body|headers)/ } : {}
  const base = { operation: id, method, detail, ...told }
  const at = (place: string) => (needed[id] ? withQuery(place, needed[id]) : place)
  const good = at(filled(path))
  const made: Case[] = []
  const bad = (more: Partial<Case> & { path: string }) => made.push({ ...base, kind: 'bad', ...more })
  if (isRead(operation)) {
    made.push({ ...base, kind: 'good', path: good })
    if (!needed[id] && !nothing) made.push({ ...base, kind: 'boundary', path: `${good}/` })
    for (const as of callers(Boolean(nothing))) made.push({ ...base, kind: 'good', as, path: good })
  }
  for (const [name, sent] of Object.entries(parameters).concat([
    ['id', ''],
    ['event_id', ''],
  ])) {
    if (!path.includes(`{${name}}`) || !/(^|_)id$|^mid$/.test(name)) continue
    // What a request of a write would do to somebody else's is not tried.
    for (const value of ids(Boolean(nothing) || name.startsWith('project')))
      if (sent !== value) bad({ path: at(filled(path, { [name]: value })), body: isRead(operation) ? undefined : {} })
  }
  if (path.includes('{project_name'))
    for (const as of nothing
      ? (['admin', 'guest'] as const)
      : (['admin', 'guest', 'anonymous', 'systemRobot'] as const)) {
      const nowhere = filled(path, { project_name: '{noneName}', project_name_or_id: '{noneName}' })
      bad({ as, path: at(nowhere), body: isRead(operation) ? undefined : {} })
    }
  if (query.includes('page')) {
    const paging = nothing
      ? ['page=0&page_size=0']
      : ['page=0', 'page=-1', 'page=99999', 'page_size=100', 'page=1&page_size=1']
    for (const text of paging) made.push({ ...base, kind: 'boundary', path: withQuery(good, text) })
    for (const text of nothing ? ['page_size=101'] : ['page=x', 'page=1.5', 'page_size=101', 'page_size=x'])
      bad({ path: withQuery(good, text) })
  }
  if (query.includes('q')) {
    for (const text of nothing ? ['q=zzz'] : ['q=zzz', 'q=name%3D%5B~%5D', 'q=%3D1'])
      bad({ path: withQuery(good, text) })
    for (const text of nothing ? [] : ['q=', 'q=nosuchkey%3D1', 'sort=nosuchkey', 'sort=-nosuchkey%2Calso'])
      made.push({ ...base, kind: 'boundary', path: withQuery(good, text) })
  }
  if (!isRead(operation)) made.push(...writesOf(operation, base, good))
  return made
}

/** Writes that are refused for who sends them, or for what they send. */
function writesOf({ body, path }: Operation, base: Pick<Case, 'operation' | 'method'>, good: string): Case[] {
  const sent = body ? {} : undefined
  const refused: Caller[] = path.startsWith('/users/')
    ? ['anonymous', 'outsider', 'robot', 'systemRobot']
    : callers(false)
  const by = refused
    // Whom Harbor lets do it is no matter here: nobody does it to what others need.
    .filter((as) => as === 'anonymous' || base.operation !== 'RefreshSec' || as !== 'systemRobot')
    .map((as): Case => ({ ...base, kind: 'bad', as, path: good, body: sent }))
  if (!body) return by
  const texts = ['', '{', '[]', '"text"', '3', '{"role_id":"x","username":3,"project_name":3,"name":3,"read_only":"x"}']
  const unreadable = texts.map((text): Case => ({ ...base, kind: 'bad', path: good, body: text }))
  const byNobody = { ...base, kind: 'bad', as: 'anonymous', path: good, body: '[]' } as const
  return [...by, ...unreadable, byNobody]
}
