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
    'searchUsers',
  ].map((id) => [id, 'shape']),
)
for (const id of ['getHealth', 'getCurrentUserInfo', 'listAuditLogs', 'getLogs', 'listAuditLogEventTypes'])
  loose[id] = 'kind'

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

type Base = Pick<Case, 'operation' | 'method' | 'detail' | 'differs' | 'at'>

function casesOf(operation: Operation): Case[] {
  const { id, method, path, nothing } = operation
  const detail = nothing ? 'kind' : (loose[id] ?? 'values')
  const base: Base = { operation: id, method, detail, ...(nothing && { differs: 'empty', at: /^(body|headers)/ }) }
  const good = asked(id, filled(path))
  const reads = isRead(operation) ? readsOf(operation, base, good) : writesOf(operation, base, good)
  return [...reads, ...elsewhere(operation, base), ...listsOf(operation, base, good)]
}

const asked = (id: string, place: string): string => (needed[id] ? withQuery(place, needed[id]) : place)

function readsOf({ id, nothing }: Operation, base: Base, good: string): Case[] {
  const slash: Case[] = needed[id] ? [] : [{ ...base, kind: 'boundary', path: `${good}/` }]
  const by = callers(Boolean(nothing)).map((as): Case => ({ ...base, kind: 'good', as, path: good }))
  return [{ ...base, kind: 'good', path: good }, ...slash, ...by]
}

/** What has no id, or none that there is, and projects that are none. */
function elsewhere(operation: Operation, base: Base): Case[] {
  const { id, path, nothing } = operation
  const body = isRead(operation) ? undefined : {}
  const ofIds = [...path.matchAll(/\{(\w*id)\}/g)].flatMap(([, name]) => {
    const isBrief = Boolean(nothing) || name!.startsWith('project')
    return ids(isBrief).map((value): Case => ({
      ...base,
      kind: 'bad',
      path: asked(id, filled(path, { [name!]: value })),
      body,
    }))
  })
  if (!path.includes('{project_name')) return ofIds
  const nowhere = asked(id, filled(path, { project_name: '{noneName}', project_name_or_id: '{noneName}' }))
  const by: Caller[] = nothing ? ['admin', 'guest'] : ['admin', 'guest', 'anonymous', 'systemRobot']
  return [...ofIds, ...by.map((as): Case => ({ ...base, kind: 'bad', as, path: nowhere, body }))]
}

const pages = ['page=0', 'page=-1', 'page=99999', 'page_size=100', 'page=1&page_size=1']
const noPages = ['page=x', 'page=1.5', 'page_size=101', 'page_size=x']
const queries = ['q=', 'q=nosuchkey%3D1', 'sort=nosuchkey', 'sort=-nosuchkey%2Calso']
const noQueries = ['q=zzz', 'q=name%3D%5B~%5D', 'q=%3D1']

function listsOf({ query = [], nothing }: Operation, base: Base, good: string): Case[] {
  const asking = (kind: Case['kind'], texts: readonly string[]) =>
    texts.map((text): Case => ({ ...base, kind, path: withQuery(good, text) }))
  const [paged, queried] = [query.includes('page'), query.includes('q') && good !== '/search?q={prefix}']
  if (nothing)
    return [
      ...asking('boundary', paged ? ['page=0&page_size=0'] : []),
      ...asking('bad', [...(paged ? ['page_size=101'] : []), ...(queried ? ['q=zzz'] : [])]),
    ]
  return [
    ...asking('boundary', [...(paged ? pages : []), ...(queried ? queries : [])]),
    ...asking('bad', [...(paged ? noPages : []), ...(queried ? noQueries : [])]),
  ]
}

/** Writes that are refused for who sends them, or for what they send. */
function writesOf({ id, body, path }: Operation, base: Base, good: string): Case[] {
  const sent = body ? {} : undefined
  // Nobody does to it what others need.
  const refused = callers(false).filter((as) => as !== 'guest' || !path.startsWith('/users/'))
  const by = refused.map((as): Case => ({ ...base, kind: 'bad', as, path: good, body: sent }))
  if (!body) return by
  const texts = ['', '{', '[]', '"text"', '3', '{"role_id":"x","username":3,"project_name":3,"name":3,"read_only":"x"}']
  const unreadable = texts.map((text): Case => ({ ...base, kind: 'bad', path: good, body: text }))
  return [
    ...by.filter(({ as }) => id !== 'RefreshSec' || as !== 'systemRobot'),
    ...unreadable,
    { ...base, kind: 'bad', as: 'anonymous', path: good, body: '[]' },
  ]
}
