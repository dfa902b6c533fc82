import 'server-only'
import type { Database } from '../store/db'
import { generateSecret } from '../secrets/secret'
import { hashChosen, hashGenerated } from '../secrets/stored-secret'
import { testEngine } from './database'
import { at, insertRows, type Value } from './database-before'
import { makeOldSystem, oldClaims } from './legacy'

/** `name` and `secret`: what a robot signs in with; `may`: in which project it may pull. */
export type OldRobot = { kind: 'generated' | 'chosen' | 'legacy'; name: string; secret: string; may: string }
type Row = Record<string, Value>
type Rows = Record<'User' | 'Project' | 'Robot' | 'RobotSecret' | 'RobotGrant' | 'AuditEvent', Row[]>
export type OldRobots = {
  robots: OldRobot[]
  /** The hashes of legacy robots that were cut off, in the order of their ids, which follow the others'. */
  damaged: string[]
  /** Which legacy robots were deleted: `<project id> <name>`. */
  deleted: string[]
}

const chunk = 1_000
const projectName = (id: number) => `project-${id}`

/**
 * Fills a database of before legacy robots had tables of their own, with their identities packed into hashes, with
 * `count` robots that sign in: half of them legacy or with chosen secrets or the system's; with some more legacy ones
 * that were deleted or are damaged. `columns`: those that its tables have.
 */
export async function insertOldRobots(
  client: Database,
  count: number,
  columns: ReadonlyMap<string, readonly string[]>,
): Promise<OldRobots> {
  const projects = Math.max(10, count / 1_000)
  const project = (id: number) => ({ id, name: projectName(id), ownerId: 1, createdAt: at, updatedAt: at })
  const rows: Rows = {
    User: [{ username: 'ann', passwordHash: '', createdAt: at, updatedAt: at }],
    Project: Array.from({ length: projects }, (_, index) => project(index + 1)),
    ...{ Robot: [], RobotSecret: [], RobotGrant: [], AuditEvent: eventsOf(projects, count) },
  }
  const make = await robotMaker(projects)
  const robots = Array.from({ length: count }, (_, index) => make(index + 1, rows))
  const damaged = addDamaged(rows, count)
  for (const [table, all] of Object.entries(rows)) {
    const known = columns.get(table)!
    const kept = all.map((row) => onlyKnown(row, known))
    for (let start = 0; start < kept.length; start += chunk)
      await insertRows(client, table, kept.slice(start, start + chunk))
  }
  // What is written with its id leaves PostgreSQL's own numbers where they were.
  if (testEngine === 'postgresql')
    for (const table of ['Project', 'Robot'])
      await client.$queryRaw`SELECT setval(pg_get_serial_sequence(${`"${table}"`}, 'id'), ${rows.Robot.length}::bigint)`
  return { robots, damaged, deleted: deletedIn(rows.AuditEvent) }
}

/** A secret's last use was another column of this name as long as there was none of the client, and nobody wrote it. */
const onlyKnown = (row: Row, known: readonly string[]): Row =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([column]) => known.includes(column) && (column !== 'lastUsedAt' || known.includes('lastUsedClient')),
    ),
  )

/** Hashing and signing are what takes time: chosen secrets are shared by many. */
async function robotMaker(projects: number) {
  const old = makeOldSystem()
  const chosen = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const secret = `Chosen-secret-${index}`
      return { secret, ...(await hashChosen(secret)) }
    }),
  )
  return (id: number, rows: Rows): OldRobot => {
    const [kind, projectId] = [kinds[id % kinds.length]!, (id % projects) + 1]
    const [isSystem, legacy, account, may] = [kind === 'system', kind === 'legacy', `Bot-${id}`, projectName(projectId)]
    const loginName = legacy ? null : isSystem ? account : `${may}+${account}`
    rows.Robot.push(
      robotRow(id, { name: account, loginName, legacy, ...(isSystem ? { level: 'system' } : { projectId }) }),
    )
    rows.RobotGrant.push({
      robotId: id,
      scope: 'project',
      scopeKey: `${projectId}`,
      projectId,
      access: 'repository:pull',
    })
    if (isSystem)
      rows.RobotGrant.push({ robotId: id, scope: 'system', scopeKey: '/', projectId: null, access: 'robot:list' })
    const oldIds = { id, pid: projectId + 10_000 }
    const { secret, hash, scheme } = legacy
      ? { secret: old.token(oldClaims(oldIds)), scheme: 'legacy-rs256', hash: packed(old.key, oldIds) }
      : kind === 'chosen'
        ? chosen[id % chosen.length]!
        : generated()
    rows.RobotSecret.push({ robotId: id, hash, scheme, createdAt: at, lastUsedAt: id, lastUsedClient: 'docker' })
    return {
      kind: kind === 'system' ? 'generated' : kind,
      name: `robot$${loginName ?? account}`,
      secret,
      may,
    }
  }
}
const kinds = [
  'generated',
  'legacy',
  'generated',
  'chosen',
  'system',
  'generated',
  'legacy',
  'generated',
  'system',
  'generated',
] as const

function generated() {
  const secret = generateSecret()
  return { secret, ...hashGenerated(secret) }
}

const packed = (key: { fingerprint: string; spki: string }, { id, pid }: { id: number; pid: number }) =>
  `${key.fingerprint}:${pid}:${id}:${key.spki}`

const robotRow = (id: number, fields: Record<string, Value>) => ({
  ...{
    id,
    level: 'project',
    projectId: null,
    name: '',
    loginName: null,
    description: `number ${id}`,
    durationDays: -1,
  },
  ...{ expiresAt: id % 3 === 0 ? 32_503_680_000 + id : null, disabled: false, legacy: false, version: 1 + (id % 7) },
  ...{ creatorType: 'local', creatorRef: 1, createdAt: at, updatedAt: at, lastUsedAt: id, nameFolded: `bot-${id}` },
  ...fields,
})

/** Legacy robots whose hash was cut off. */
function addDamaged(rows: Rows, count: number): string[] {
  const { key } = makeOldSystem()
  const hashes = Array.from({ length: 10 }, (_, index) => packed(key, { id: 1, pid: 1 }).slice(0, 40 * index))
  for (const [index, hash] of hashes.entries()) {
    const id = count + 1 + index
    rows.Robot.push(robotRow(id, { projectId: 1, name: `damaged-${id}`, legacy: true, nameFolded: null }))
    rows.RobotSecret.push({
      robotId: id,
      hash,
      scheme: 'legacy-rs256',
      createdAt: at,
      lastUsedAt: 0,
      lastUsedClient: null,
    })
  }
  return hashes
}

/** As many events as robots, and at least enough for several chunks; each hundredth tells of a deletion. */
function eventsOf(projects: number, count: number): Row[] {
  return Array.from({ length: Math.max(count, 12_000) }, (_, number) => {
    const projectId = (number % projects) + 1
    const operation = number % 100 === 0 ? 'robot.delete' : 'robot.update'
    return {
      ...{ at, actorKind: 'user', actorName: 'ann', operation, resourceType: 'robot', resourceId: number },
      ...{ resource: `robot$Gone-${number}`, projectId, projectName: projectName(projectId), result: 'success' },
    }
  })
}

const deletedIn = (events: Row[]): string[] =>
  events
    .filter(({ operation }) => operation === 'robot.delete')
    .map(({ projectId, resource }) => `${String(projectId)} ${String(resource).slice('robot$'.length)}`)
