import { beforeAll, expect, test } from 'vitest'
import { explainAccess } from '@/lib/domain/explain/explain-access'
import { encodeAccess, parseAccessKey } from '@/lib/domain/permissions/access'
import { allRepositoryActions, roleIds, type RepositoryAction, type Role } from '@/lib/domain/permissions/role'
import { readSignIn } from '../auth/authenticate-robot'
import { nowSeconds } from '../clock'
import { asRefusal } from '../errors'
import type { Actor } from '../rights/actor'
import { explain, factsOf, userFacts } from '../explain/explain'
import { whoCan } from '../explain/who-can'
import { generateSecret } from '../secrets/secret'
import { hashGenerated } from '../secrets/stored-secret'
import { db } from '../store/db'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeSigner, makeUser } from '../testing/make'
import { issueToken } from './issue-token'
import { ensureSigningKey } from './signing-key'

useDatabase()

/** A pseudo-random sequence that is the same in every run. */
function seeded(seed: number) {
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!
  return { next, pick }
}
const { next, pick } = seeded(20_261_126)

type Project = { id: number; name: string; public: boolean }
type Asker = { name: string; secret: string; user?: number }
const [projects, askers, repositories]: [Project[], Asker[], string[]] = [[], [], []]
let admin: Actor

const texts = ['base', 'app/*', '!app/web app/*', '** !app/**', 'app/web base', '*/web', 'b*']
const names = ['base', 'app/web', 'app/api', 'app/a/b', 'web', 'b', 'x/web']

function randomAccess(): string {
  const keys = [...allRepositoryActions.map((action) => `repository:${action}`), 'tag:list', 'artifact:read']
  const held = keys.filter(() => next() < 0.4).map((key) => (next() < 0.5 ? key : `[${pick(texts)}]${key}`))
  return encodeAccess(held.map(parseAccessKey))
}

async function insertRobot(index: number): Promise<void> {
  const home = index % 3 === 0 ? null : pick(projects)
  const places = home ? [home] : projects.filter(() => next() < 0.3)
  const [name, secret, at] = [unique('bot'), generateSecret(), new Date()]
  const grants = places.map(({ id }) => ({
    scope: 'project',
    scopeKey: String(id),
    projectId: id,
    access: randomAccess(),
  }))
  const wide = { scope: 'all-projects', scopeKey: '*', projectId: null, access: randomAccess() }
  const loginName = home ? `${home.name}+${name}` : name
  await db().robot.create({
    data: {
      ...{ level: home ? 'project' : 'system', projectId: home?.id ?? null, name, loginName, durationDays: 30 },
      expiresAt: next() < 0.15 ? BigInt(nowSeconds() - pick([0, 1, 1_000])) : BigInt(nowSeconds() + 100_000),
      disabled: next() < 0.15,
      ...{ creatorType: 'local', creatorRef: 1, createdAt: at, updatedAt: at },
      secrets: {
        create: {
          ...hashGenerated(secret),
          createdAt: at,
          expiresAt: next() < 0.1 ? new Date(at.getTime() - 1) : null,
        },
      },
      grants: { create: [...grants, ...(!home && next() < 0.4 ? [wide] : [])] },
    },
  })
  askers.push({ name: `robot$${loginName}`, secret })
}

beforeAll(async () => {
  await ensureSigningKey()
  admin = (await makeUser({ isAdmin: true })).actor
  for (let index = 0; index < 10; index++) projects.push(await makeProject({ public: index < 3 }))
  for (let index = 0; index < 60; index++) await insertRobot(index)
  for (const role of [...(Object.keys(roleIds) as Role[]), null]) {
    const signer = await makeSigner(role ? { role, projectId: projects[4]!.id } : {})
    askers.push({ name: signer.username, secret: signer.password, user: signer.id })
  }
  for (const fields of [{ isAdmin: true }, { disabled: true, role: 'developer' as Role, projectId: projects[4]!.id }]) {
    const signer = await makeSigner(fields)
    askers.push({ name: signer.username, secret: signer.password, user: signer.id })
  }
  askers.push({ name: `robot$${unique('nobody')}`, secret: generateSecret() })
  repositories.push(
    ...projects.flatMap(({ name }) => names.map((repository) => `${name}/${repository}`)),
    ...[unique('missing'), 'x'].map((name) => `${name}/app`),
    ...[projects[0]!.name, `${projects[0]!.name}/App`, `${projects[0]!.name}//app`],
  )
}, 60_000)

/** What a token for all of them would allow: nothing for who gets none. */
async function tokenAllows({ name, secret }: Asker, address: string): Promise<Map<string, readonly string[]>> {
  const scopes = repositories.map((repository) => `repository:${repository}:pull,push`)
  const asked = { service: 'harbor-registry', scopes, credentials: { username: name, secret }, source: { address } }
  try {
    const { access } = await issueToken(asked)
    return new Map(access.map((each) => [each.name, each.actions]))
  } catch (error) {
    if (asRefusal(error)?.kind !== 'unauthorized') throw error
    return new Map()
  }
}

const projectOf = (repository: string) => projects.find(({ name }) => repository.startsWith(`${name}/`)) ?? null

/** As the verb asks, each robot read once. */
async function explainedBy({ name, user }: Asker) {
  const robot = user === undefined ? (await readSignIn(name)).robot : null
  const facts = robot && (await factsOf(robot, false))
  const inProject = new Map(
    user === undefined
      ? []
      : await Promise.all([...projects, null].map(async (each) => [each, await userFacts(user, each)] as const)),
  )
  return (repository: string, action: RepositoryAction): boolean => {
    const project = projectOf(repository)
    const by = facts ?? inProject.get(project)
    return by !== undefined && explainAccess({ by, repository, action, project, at: nowSeconds() }).allowed
  }
}

test(
  'of 10,000 and more questions, each has the answer that the token service gives',
  { timeout: 120_000 },
  async () => {
    const differences: unknown[] = []
    const counted = { true: 0, false: 0 }
    for (const [index, asker] of askers.entries()) {
      const [allowed, explained] = [await tokenAllows(asker, `10.1.0.${index}`), await explainedBy(asker)]
      for (const repository of repositories) {
        for (const action of allRepositoryActions) {
          const expected = allowed.get(repository)?.includes(action) ?? false
          counted[`${expected}`]++
          if (explained(repository, action) !== expected) differences.push([asker.name, repository, action, expected])
        }
      }
      const repository = pick(repositories)
      const action = pick(allRepositoryActions)
      const answer = await explain(admin, { who: asker.name, legacy: false, repository, action })
      const verdict = answer.kind !== 'unknown' && answer.explanation.allowed
      if (verdict !== (allowed.get(repository)?.includes(action) ?? false))
        differences.push([asker.name, repository, action])
    }
    expect(differences).toEqual([])
    expect(counted.true + counted.false).toBeGreaterThan(10_000)
    expect(Math.min(counted.true, counted.false)).toBeGreaterThan(1_500)
  },
)

test('who can is everybody whom explaining says so of, and who can sign in', { timeout: 120_000 }, async () => {
  const explained = await Promise.all(askers.map(async (asker) => [asker.name, await explainedBy(asker)] as const))
  for (const project of projects.filter(({ public: open }) => !open)) {
    for (const repository of names.map((each) => `${project.name}/${each}`).filter(() => next() < 0.4)) {
      for (const action of allRepositoryActions) {
        const { rows, isWhole } = await whoCan(
          admin,
          { target: repository, action, live: true },
          { page: 1, size: 1_000 },
        )
        const ours = new Set(askers.map(({ name }) => name))
        const listed = rows.map(({ name }) => name).filter((name) => ours.has(name))
        const expected = explained.flatMap(([name, asks]) => (asks(repository, action) ? [name] : []))
        expect([repository, action, listed.sort()]).toEqual([repository, action, expected.sort()])
        expect(isWhole).toBe(true)
      }
    }
  }
})
