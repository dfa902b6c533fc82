import 'server-only'
import type { Database } from '../store/db'
import { generateSecret } from '../secrets/secret'
import { hashChosen, hashGenerated } from '../secrets/stored-secret'
import { at, insertRows, type Value } from './database-before'
import { makeOldSystem, oldClaims } from './legacy'

/** `name` and `secret`: what a robot signs in with; `may`: in which project it may pull. */
export type OldRobot = { kind: 'generated' | 'chosen' | 'legacy'; name: string; secret: string; may: string }
type Rows = Record<'Robot' | 'RobotSecret' | 'RobotGrant', Record<string, Value>[]>

const chunk = 1_000
const projectName = (id: number) => `project-${id}`

/**
 * Fills a database whose legacy robots' identities are still packed into hashes with `count` robots that sign in: half
 * of them legacy or with chosen secrets or the system's; with some more legacy ones that were deleted or are damaged.
 */
export async function insertOldRobots(client: Database, count: number) {
  const projects = Math.max(10, count / 1_000)
  await insertRows(client, 'User', [{ username: 'ann', passwordHash: '', createdAt: at, updatedAt: at }])
  const project = (id: number) => ({ id, name: projectName(id), ownerId: 1, createdAt: at, updatedAt: at })
  await insertRows(
    client,
    'Project',
    Array.from({ length: projects }, (_, index) => project(index + 1)),
  )
  const make = await robotMaker(projects)
  const robots: OldRobot[] = []
  for (let start = 0; start < count; start += chunk) {
    const rows: Rows = { Robot: [], RobotSecret: [], RobotGrant: [] }
    for (let id = start + 1; id <= Math.min(start + chunk, count); id++) robots.push(make(id, rows))
    for (const table of ['Robot', 'RobotSecret', 'RobotGrant'] as const) await insertRows(client, table, rows[table])
  }
  return { robots, damaged: await insertDamaged(client, count), deleted: await insertEvents(client, projects, count) }
}

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
async function insertDamaged(client: Database, count: number): Promise<string[]> {
  const { key } = makeOldSystem()
  const hashes = Array.from({ length: 10 }, (_, index) => packed(key, { id: 1, pid: 1 }).slice(0, 40 * index))
  const ids = hashes.map((_, index) => count + 1 + index)
  await insertRows(
    client,
    'Robot',
    ids.map((id) => robotRow(id, { projectId: 1, name: `damaged-${id}`, legacy: true })),
  )
  const secrets = hashes.map((hash, index) => ({ robotId: ids[index]!, hash, scheme: 'legacy-rs256', createdAt: at }))
  await insertRows(client, 'RobotSecret', secrets)
  return hashes
}

/** As many events as robots, and at least enough for several chunks; each hundredth tells of a deletion. Answers whose. */
async function insertEvents(client: Database, projects: number, count: number): Promise<string[]> {
  const event = (number: number) => {
    const projectId = (number % projects) + 1
    const operation = number % 100 === 0 ? 'robot.delete' : 'robot.update'
    return {
      ...{ at, actorKind: 'user', actorName: 'ann', operation, resourceType: 'robot', resourceId: number },
      ...{ resource: `robot$Gone-${number}`, projectId, projectName: projectName(projectId), result: 'success' },
    }
  }
  const events = Array.from({ length: Math.max(count, 12_000) }, (_, index) => event(index))
  for (let start = 0; start < events.length; start += chunk) {
    await insertRows(client, 'AuditEvent', events.slice(start, start + chunk))
  }
  return events
    .filter(({ operation }) => operation === 'robot.delete')
    .map(({ projectId, resource }) => `${projectId} ${resource.slice('robot$'.length)}`)
}
