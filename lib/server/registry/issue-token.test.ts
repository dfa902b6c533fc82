import { createPublicKey, verify } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { roleIds, type Role } from '@/lib/domain/permissions/role'
import { toScope } from '@/lib/domain/registry/registry-scope'
import { setClock } from '../clock'
import { db } from '../store/db'
import { globalState } from '../global-state'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from '../secrets/secret'
import { hashChosen, hashGenerated } from '../secrets/stored-secret'
import { holdTurns } from '../testing/fill-turns'
import { forgetGuesses } from '../testing/forget-guesses'
import { useDatabase } from '../testing/database'
import { useHeldUses } from '../testing/hold-uses'
import { makeProject, makeRobot, makeSigner, makeUser } from '../testing/make'
import { insertTestRobot } from '../testing/world'
import { flushUses } from '../usage/note-use'
import { maxCharacters } from './herd'
import { issueToken, userRights } from './issue-token'
import { ensureSigningKey, signingKey, signToken } from './signing-key'

useDatabase()
useHeldUses()
beforeAll(async () => void (await ensureSigningKey()))

type Credentials = Parameters<typeof issueToken>[0]['credentials']
type Claims = {
  sub: string
  aud: unknown
  iss: string
  exp: number
  iat: number
  nbf: number
  jti: string
  access: { actions: string[] }[]
}

const access = (...keys: string[]) => keys.map(parseAccessKey)
const ask = (credentials: Credentials, scopes: string[] = [], service = 'harbor-registry') =>
  issueToken({ service, scopes, credentials, source: {} })
const as = ({ name, secret }: { name: string; secret: string }) => ({ username: name, secret })
const part = (token: string, at: number) => JSON.parse(Buffer.from(token.split('.')[at]!, 'base64url').toString())
const claimsOf = ({ token }: { token: string }): Claims => part(token, 1)
const refusal = (kind: string) => expect.objectContaining({ name: 'Refusal', kind })

async function actions(credentials: Credentials, ...scopes: string[]) {
  return claimsOf(await ask(credentials, scopes)).access.map((each) => each.actions)
}

/** What this process keeps under a name. */
const slots = <State extends object>(name: string) =>
  globalState<State>(name, () => {
    throw new Error(`nothing is kept as ${name}`)
  })

describe('the token', () => {
  test('is what a registry demands, signed with our key', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    setClock(() => new Date('2026-03-01T12:00:00.900Z'))
    const issued = await ask(as(robot), [`repository:${project.name}/app:pull`])
    const iat = Date.parse('2026-03-01T12:00:00Z') / 1000
    expect(issued).toMatchObject({ expiresIn: 300, issuedAt: iat })
    const { kid, privateKey } = await signingKey()
    expect(part(issued.token, 0)).toEqual({ typ: 'JWT', alg: 'ES256', kid })
    expect(claimsOf(issued)).toEqual({
      iss: 'harbor-token-issuer',
      sub: robot.name,
      aud: 'harbor-registry',
      iat,
      nbf: iat,
      exp: iat + 300,
      jti: expect.stringMatching(/^[\w-]{16}$/),
      access: [{ type: 'repository', name: `${project.name}/app`, actions: ['pull'] }],
    })
    const [header, payload, signature] = issued.token.split('.')
    const key = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' as const }
    expect(verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature!, 'base64url'))).toBe(true)
  })

  test('has an id that no other has, however many are drawn at once', async () => {
    const [claims, key] = [{ sub: 'a', aud: 'b', iat: 1, exp: 2, access: [] }, await signingKey()]
    const tokens = Array.from({ length: 1_000 }, () => signToken(claims, key))
    expect(new Set(tokens.map((token) => claimsOf({ token }).jti)).size).toBe(1_000)
  })

  test.each([
    [-1, 1],
    [-299, 299],
    [-300, 300],
    [-301, 300],
  ])('%i s from its robot’s end lives %i s', async (offset, life) => {
    const robot = await makeRobot(await makeProject(), { durationDays: 1 })
    setClock(() => new Date((robot.expiresAt! + offset) * 1000 + 999))
    const issued = await ask(as(robot))
    expect(issued.expiresIn).toBe(life)
    expect(claimsOf(issued).exp).toBeLessThanOrEqual(robot.expiresAt!)
  })

  test('lives as long as the setting says', async () => {
    const robot = await makeRobot(await makeProject())
    await db().setting.create({ data: { key: 'token_expiration', value: '30' } })
    try {
      expect((await ask(as(robot))).expiresIn).toBe(1800)
    } finally {
      await db().setting.delete({ where: { key: 'token_expiration' } })
    }
  })
})

describe('what a narrowed robot is allowed', () => {
  test('is judged for each repository by itself, also where it mounts from', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const keys = ['repository:pull', '[!app/internal/** app/**]repository:push', '[app/x]repository:delete']
    const robot = await makeRobot(project, { access: access(...keys) })
    const scopes = ['app/y', 'app/x', 'app/internal/z', 'base'].map(
      (name) => `repository:${project.name}/${name}:push,pull`,
    )
    expect(await actions(as(robot), ...scopes, `repository:${other.name}/app/x:pull`)).toEqual([
      ['pull', 'push'],
      ['pull', 'push', 'delete'],
      ['pull'],
      ['pull'],
      [],
    ])
  })

  test('holds for pull alone, brings pull with push, and ends with the edit', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project, { access: access('[base]repository:pull', '[app/*]tag:list') })
    const scopes = ['base', 'app/x'].map((name) => `repository:${project.name}/${name}:pull`)
    expect(await actions(as(robot), ...scopes)).toEqual([['pull'], []])
    const row = { robotId: robot.id, scopeKey: String(project.id) }
    await db().robotGrant.updateMany({ where: row, data: { access: '[app/*]repository:push' } })
    expect(await actions(as(robot), ...scopes)).toEqual([[], ['pull', 'push']])
    // What an older version would not have written either gives nothing.
    for (const text of [
      '[]repository:push',
      '[app/*repository:push',
      '[!app/*]repository:push',
      '[APP]repository:push',
    ]) {
      await db().robotGrant.updateMany({ where: row, data: { access: text } })
      expect(await actions(as(robot), ...scopes)).toEqual([[], []])
    }
  })

  test('is the union of its grants, in every project and in one', async () => {
    const project = await makeProject()
    const robot = await insertTestRobot({
      grants: [
        { project: '*', access: access('[app/*]repository:pull') },
        { project: project.id, access: access('[base]repository:push') },
      ],
    })
    const scopes = ['app/x', 'base', 'x'].map((name) => `repository:${project.name}/${name}:pull`)
    expect(await actions(as(robot), ...scopes)).toEqual([['pull'], ['pull', 'push'], []])
  })
})

describe('what it allows', () => {
  test('all the robot has in that project, whatever was asked; nothing elsewhere', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const robot = await makeRobot(project, { access: access('repository:pull', 'repository:push', 'tag:delete') })
    const scopes = [project, other].map(({ name }) => `repository:${name}/app:*`)
    expect(await actions(as(robot), ...scopes, 'repository:nowhere/app:pull', 'broken', 'registry:catalog:*')).toEqual([
      ['pull', 'push'],
      [],
      [],
      [],
      [],
    ])
  })

  test('a class is told back, and gives what the repository gives', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const scopes = [
      `repository(plugin):${project.name}/a:*`,
      `repository:${project.name}/a:*`,
      'repository(x):A/b:pull',
    ]
    expect(claimsOf(await ask(as(robot), scopes)).access).toEqual([
      { type: 'repository', class: 'plugin', name: `${project.name}/a`, actions: ['pull'] },
      { type: 'repository', name: `${project.name}/a`, actions: ['pull'] },
      { type: 'repository(x)', name: 'A/b', actions: [] },
    ])
  })

  test('no scope, no access', async () => {
    expect(await actions(as(await makeRobot(await makeProject())))).toEqual([])
  })

  test('push brings pull', async () => {
    const project = await makeProject()
    const robot = await insertTestRobot({ grants: [{ project: '*', access: access('repository:push') }] })
    expect(await actions(as(robot), `repository:${project.name}/a:push`)).toEqual([['pull', 'push']])
  })

  test('the union of the grants that cover the project', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const robot = await insertTestRobot({
      grants: [
        { project: '*', access: access('repository:pull') },
        { project: project.id, access: access('repository:delete') },
        { project: '/', access: access('catalog:read') },
      ],
    })
    const scopes = [`repository:${project.name}/a:*`, `repository:${other.name}/a:*`, 'registry:catalog:*']
    expect(await actions(as(robot), ...scopes)).toEqual([['pull', 'delete'], ['pull'], ['*']])
  })

  test('a public project may be pulled by everybody, signed in or not', async () => {
    const [open, closed] = [await makeProject({ public: true }), await makeProject()]
    const scopes = [open, closed].map(({ name }) => `repository:${name}/app:push,pull`)
    expect(await actions(as(await makeRobot(await makeProject())), ...scopes)).toEqual([['pull'], []])
    expect(await actions('none', ...scopes)).toEqual([['pull'], []])
    expect(claimsOf(await ask('none', scopes)).sub).toBe('')
  })
})

describe('what it allows a user', () => {
  const asUser = ({ username, password }: { username: string; password: string }) => ({ username, secret: password })
  const expected: Record<Role, string[]> = {
    projectAdmin: ['pull', 'push', 'delete'],
    maintainer: ['pull', 'push', 'delete'],
    developer: ['pull', 'push'],
    guest: ['pull'],
    limitedGuest: ['pull'],
  }

  test.each(Object.keys(roleIds) as Role[])('a %s: what the role gives, there and nowhere else', async (role) => {
    const [project, other] = [await makeProject(), await makeProject()]
    const user = await makeSigner({ role, projectId: project.id })
    const scopes = [`repository:${project.name}/a:pull`, `repository:${other.name}/a:*`, 'registry:catalog:*']
    expect(await actions(asUser(user), ...scopes)).toEqual([expected[role], [], []])
  })

  test('a system admin: everything in projects that exist, and the catalogue', async () => {
    const [admin, project] = [await makeSigner({ isAdmin: true }), await makeProject()]
    const scopes = [`repository:${project.name}/a:pull`, 'repository:nowhere/a:pull', 'registry:catalog:*', 'broken']
    expect(await actions(asUser(admin), ...scopes)).toEqual([['pull', 'push', 'delete'], [], ['*'], []])
  })

  test('a public project gives everybody pull, and a role of its own no less', async () => {
    const project = await makeProject({ public: true })
    const [stranger, developer] = [await makeSigner(), await makeSigner({ role: 'developer', projectId: project.id })]
    const scope = `repository:${project.name}/a:push`
    expect(await actions(asUser(stranger), scope)).toEqual([['pull']])
    expect(await actions(asUser(developer), scope)).toEqual([['pull', 'push']])
  })

  test('a change of the role works at the next request, and a role nobody knows gives nothing', async () => {
    const project = await makeProject()
    const user = await makeSigner({ role: 'maintainer', projectId: project.id })
    const scope = `repository:${project.name}/a:push`
    const become = (role: string) => db().projectMember.updateMany({ where: { userId: user.id }, data: { role } })
    expect(await actions(asUser(user), scope)).toEqual([['pull', 'push', 'delete']])
    await become('guest')
    expect(await actions(asUser(user), scope)).toEqual([['pull']])
    await become('owner')
    expect(await actions(asUser(user), scope)).toEqual([[]])
  })

  test('the token names the user and lives its usual time', async () => {
    const user = await makeSigner()
    const issued = await ask(asUser(user))
    expect(claimsOf(issued)).toMatchObject({ sub: user.username, access: [] })
    expect(issued).toMatchObject({ expiresIn: 300 })
  })

  test.each([
    ['disabled', { disabled: true }],
    ['without a password', null],
  ])('one who is %s gets none', async (_, fields) => {
    const user = fields ? await makeSigner(fields) : { ...(await makeUser()), password: '' }
    await expect(ask(asUser(user), ['repository:library/a:pull'])).rejects.toEqual(refusal('unauthorized'))
  })
})

test('a user who is disabled or deleted while the password is checked gets no token', async () => {
  const library = { id: 1, public: false }
  const [present, disabled, deleted] = [await makeUser(), await makeUser({ disabled: true }), await makeUser()]
  await db().user.delete({ where: { id: deleted.id } })
  expect((await userRights(present.id, [library]))!.on(toScope(library), 'app')).toEqual([])
  expect([await userRights(disabled.id, [library]), await userRights(deleted.id, [library])]).toEqual([null, null])
})

describe('who asks the same within a second', () => {
  const at = (second: number) => setClock(() => new Date(Date.UTC(2026, 2, 1, 12, 0, second)))

  test('gets the same token, at once or after, and each leaves a use', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const scope = `repository:${project.name}/app:pull`
    at(1)
    const tokens = await Promise.all(Array.from({ length: 20 }, () => ask(as(robot), [scope])))
    const later = await ask(as(robot), [scope])
    expect(new Set([...tokens, later].map(({ token }) => token)).size).toBe(1)
    await flushUses('all')
    expect(await db().robotClient.findMany({ where: { robotId: robot.id } })).toMatchObject([{ uses: 21 }])
    at(2)
    expect((await ask(as(robot), [scope])).token).not.toBe(later.token)
  })

  test('gets another one within a second, not all at the same moment', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const asks = Array.from({ length: 20 }, (_, app) => [`repository:${project.name}/${app}:pull`])
    const seen: string[][] = []
    for (let ms = 5_000; ms <= 6_000; ms += 100) {
      setClock(() => new Date(Date.UTC(2026, 2, 1, 12) + ms))
      const issued = await Promise.all(asks.map((scopes) => ask(as(robot), scopes)))
      seen.push(issued.map(({ token }) => token))
    }
    const changes = asks.map((_, at) =>
      seen.flatMap((tokens, step) => (tokens[at] === seen[step - 1]?.[at] ? [] : step)),
    )
    expect(changes.map(({ length }) => length)).toEqual(asks.map(() => 2))
    expect(new Set(changes.map(([, step]) => step)).size).toBeGreaterThan(3)
  })

  test('and asks for anything else, or with another secret, does not', async () => {
    const project = await makeProject()
    const [robot, other] = [await makeRobot(project), await makeRobot(project)]
    const second = generateSecret()
    await db().robotSecret.create({ data: { robotId: robot.id, createdAt: new Date(), ...hashGenerated(second) } })
    const scope = `repository:${project.name}/app:pull`
    at(3)
    const asked = [
      [as(robot), [scope]],
      [{ username: robot.name, secret: second }, [scope]],
      [as(other), [scope]],
      [as(robot), []],
      [as(robot), [scope, 'registry:catalog:*']],
      [as(robot), [`repository:${project.name}/base:pull`]],
      ['none', [scope]],
    ] as const
    const tokens = await Promise.all(asked.map(([credentials, scopes]) => ask(credentials, [...scopes])))
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(asked.length)
    await expect(ask({ username: robot.name, secret: generateSecret() }, [scope])).rejects.toEqual(
      refusal('unauthorized'),
    )
  })

  type Change = (robot: number, project: number) => Promise<unknown>
  test.each<[string, Change]>([
    ['the grants', (robotId) => db().robotGrant.updateMany({ where: { robotId }, data: { access: 'artifact:read' } })],
    [
      'the project, now anybody’s to pull from',
      (_, id) => db().project.update({ where: { id }, data: { public: true } }),
    ],
    ['the robot’s end', (id) => db().robot.update({ where: { id }, data: { expiresAt: 1_772_366_500n } })],
    [
      'how long tokens live',
      () =>
        db().setting.upsert({
          where: { key: 'token_expiration' },
          create: { key: 'token_expiration', value: '7' },
          update: { value: '7' },
        }),
    ],
  ])('after a change of %s gets another one, which says so', async (_, change) => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const scopes = [`repository:${project.name}/app:pull`]
    const told = ({ exp, access }: Claims) => ({ exp, access })
    at(4)
    const before = await ask(as(robot), scopes)
    await change(robot.id, project.id)
    const after = await ask(as(robot), scopes)
    await db().setting.deleteMany({ where: { key: 'token_expiration' } })
    expect(after.token).not.toBe(before.token)
    if (!_.startsWith('the project')) expect(told(claimsOf(after))).not.toEqual(told(claimsOf(before)))
  })
})

describe('who was let in before', () => {
  const scope = ['repository:library/app:pull']
  const unauthorized = refusal('unauthorized')
  const secretOf = (robotId: number) => ({ where: { robotId } })

  test('is not, in the same words, from the second on in which the robot ends, or its secret', async () => {
    const [robot, other] = [await makeRobot(await makeProject()), await makeRobot(await makeProject())]
    const end = new Date(robot.expiresAt! * 1000)
    await db().robotSecret.updateMany({ ...secretOf(other.id), data: { expiresAt: end } })
    setClock(() => new Date(end.getTime() - 1))
    for (const each of [robot, other, robot, other]) await ask(as(each), scope)
    setClock(() => end)
    for (const each of [robot, other]) await expect(ask(as(each), scope)).rejects.toEqual(unauthorized)
    setClock(() => new Date(end.getTime() - 1))
    for (const each of [robot, other]) await ask(as(each), scope)
  })

  test('is let in by either of two secrets, by the old one until its millisecond, and its tokens end with it', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project, { durationDays: -1 })
    const noon = Date.UTC(2026, 2, 1, 12)
    setClock(() => new Date(noon))
    const oldSecret = { kind: 'after-first-use', hours: 1 } as const
    const fresh = (await refreshSecret(project.admin, { id: robot.id, oldSecret }))!
    const [old, renewed] = [as(robot), as(fresh)]
    setClock(() => new Date(noon + 7_200_500))
    for (const each of [old, old, renewed, renewed]) await ask(each, scope)
    await flushUses('all')
    // Known to the second: the first use was at this second's begin.
    const end = noon + 10_800_000
    for (const [ms, seconds] of [
      [-300_000, 300],
      [-120_500, 121],
      [-1, 1],
    ] as const) {
      setClock(() => new Date(end + ms))
      const { exp, iat } = claimsOf(await ask(old, scope))
      expect([exp - iat, exp <= end / 1000]).toEqual([seconds, true])
      expect(claimsOf(await ask(renewed, scope)).exp).toBe(iat + 300)
    }
    setClock(() => new Date(end))
    await expect(ask(old, scope)).rejects.toEqual(unauthorized)
    await expect(ask(old, ['repository:library/other:pull'])).rejects.toEqual(unauthorized)
    await ask(renewed, scope)
  })

  test('by a chosen secret is remembered until its millisecond only', async () => {
    await forgetGuesses()
    const project = await makeProject()
    const robot = await makeRobot(project, { durationDays: -1 })
    const noon = Date.UTC(2026, 2, 1, 12)
    setClock(() => new Date(noon))
    const chosen = { ...as(robot), secret: 'Chosen-secret-1' }
    await refreshSecret(project.admin, { id: robot.id, secret: chosen.secret })
    await refreshSecret(project.admin, { id: robot.id, oldSecret: { kind: 'at', at: new Date(noon + 10_000) } })
    for (const ms of [0, 9_999]) {
      setClock(() => new Date(noon + ms))
      await ask(chosen, scope)
    }
    setClock(() => new Date(noon + 10_000))
    await expect(ask(chosen, scope)).rejects.toEqual(unauthorized)
    await forgetGuesses()
  })

  test('gets tokens of the clock as it is, whichever way it was set', async () => {
    const robot = await makeRobot(await makeProject(), { durationDays: 1 })
    const end = robot.expiresAt!
    for (const at of [end - 4_000, end - 8_000, end - 10, end - 4_000, end - 9_000_000]) {
      setClock(() => new Date(at * 1000 + 500))
      const { iat, nbf, exp } = claimsOf(await ask(as(robot), scope))
      expect([iat, nbf, exp]).toEqual([at, at, Math.min(at + 300, end)])
    }
  })

  test('gets none that was issued later, by a clock that was set back by a moment', async () => {
    const [robot, noon] = [await makeRobot(await makeProject()), Date.UTC(2026, 2, 1, 12)]
    for (const at of [noon, noon - 1]) {
      setClock(() => new Date(at))
      expect(claimsOf(await ask(as(robot), scope)).iat).toBe(Math.floor(at / 1000))
    }
  })

  test('by a chosen secret is refused unseen like anybody, once there were too many failures', async () => {
    await forgetGuesses()
    const [robot, secret] = [await makeRobot(await makeProject()), 'Chosen-secret-1']
    await db().robotSecret.updateMany({ ...secretOf(robot.id), data: await hashChosen(secret) })
    const from = (tried: string) =>
      issueToken({
        service: 'harbor-registry',
        scopes: scope,
        credentials: { username: robot.name, secret: tried },
        source: { address: '192.0.2.7' },
      })
    expect((await from(secret)).token).toBe((await from(secret)).token)
    for (let guess = 0; guess < 10; guess++) await expect(from(`Wrong-secret-${guess}`)).rejects.toEqual(unauthorized)
    await expect(from(secret)).rejects.toEqual(refusal('too-many-requests'))
    await forgetGuesses()
  })

  test('is remembered by a digest, whoever was refused is not, and what is kept is bounded', async () => {
    const state = () => slots<{ key: string; asks: Map<string, object>; characters: number }>('herd')
    const robot = await makeRobot(await makeProject())
    await ask(as(robot), scope)
    const before = state().asks.size
    await expect(ask({ ...as(robot), secret: generateSecret() }, scope)).rejects.toEqual(unauthorized)
    await expect(ask({ username: 'somebody', secret: 'Some-secret-1' }, scope)).rejects.toEqual(unauthorized)
    expect(state().asks.size).toBe(before)
    expect(inspect(state(), { depth: null })).not.toContain(robot.secret)
    const wide = Array.from({ length: 100 }, (_, at) => `repository:library/${'a'.repeat(200)}${at}:pull`)
    let most = 0
    for (let times = 0; times < 350; times++) {
      await ask(as(robot), [...wide.slice(1), `repository:library/${times}:pull`])
      most = Math.max(most, state().characters)
    }
    expect(most).toBeLessThanOrEqual(maxCharacters)
    expect(most).toBeGreaterThan(maxCharacters / 2)
    expect(state().asks.size).toBeLessThan(before + 350)
  })
})

test('a slow hash holds nobody else who asks in the same turn', async () => {
  await forgetGuesses()
  const project = await makeProject()
  const [robot, chosen] = [await makeRobot(project), await makeRobot(project)]
  await db().robotSecret.updateMany({ where: { robotId: chosen.id }, data: await hashChosen('Chosen-secret-1') })
  const [leave, over] = [holdTurns(), [] as string[]]
  const note = (what: string) => () => void over.push(what)
  const slow = ask({ username: chosen.name, secret: 'Chosen-secret-1' }).then(note('slow'))
  await Promise.all(Array.from({ length: 5 }, () => ask(as(robot)).then(note('fast'))))
  expect(over).toEqual(Array(5).fill('fast'))
  await leave()
  await slow
})

describe('refusals', () => {
  const scope = ['repository:library/app:pull']
  test.each<[string, Credentials, string[]]>([
    ['nobody, asking for nothing', 'none', []],
    ['a header that cannot be read', null, scope],
    ['an unknown robot', { username: 'robot$nobody', secret: generateSecret() }, scope],
    ['a user', { username: 'admin', secret: 'Secret-1234' }, scope],
  ])('%s', async (_, credentials, scopes) => {
    await expect(ask(credentials, scopes)).rejects.toEqual(refusal('unauthorized'))
  })

  test('another service', async () => {
    await expect(ask('none', scope, 'other')).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('service'),
    })
  })

  test('too many scopes', async () => {
    const scopes = Array.from({ length: 101 }, (_, at) => `repository:a/b${at}:pull`)
    await expect(ask('none', scopes)).rejects.toEqual(refusal('invalid'))
  })
})
