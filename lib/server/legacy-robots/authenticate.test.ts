import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { authenticateBasic, parseBasic } from '../auth/basic'
import { setClock } from '../clock'
import { db } from '../store/db'
import { issueToken } from '../registry/issue-token'
import { generateSecret } from '../secrets/secret'
import { ensureSigningKey } from '../registry/signing-key'
import { importLegacyRobots } from './import'
import { refreshSecret } from '../robots/refresh-secret'
import { removeRobot } from '../robots/remove'
import { setRobotDisabled } from '../robots/set-disabled'
import { makeOldSystem, oldClaims, parsedEntries } from '../testing/legacy'
import { unique, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { auditOfRobot, makeProject, makeRobot } from '../testing/make'
import { stopClock } from '../testing/stop-clock'

useDatabase()
beforeAll(async () => void (await ensureSigningKey()))
beforeEach(forgetGuesses)

const exp = 4_000_000_000
const old = makeOldSystem()
let nextId = 1

/** A project with an imported robot: `token` is what it signs in with, `claims` what that says. */
async function makeLegacy({ may, name = unique('ci') }: { may?: string[]; name?: string } = {}) {
  const project = await makeProject()
  const [id, pid] = [nextId++, nextId++]
  const claims = oldClaims({ id, pid, exp, may })
  const token = old.token(claims)
  const entries = parsedEntries([{ name: `robot$${name}`, token }])
  const input = { key: old.key, projects: new Map([[pid, project.name]]), dryRun: false, restoreDeleted: false }
  expect(await importLegacyRobots({ kind: 'system' }, { entries, ...input })).toMatchObject([{ kind: 'imported' }])
  const robot = await db().robot.findFirstOrThrow({ where: { projectId: project.id, legacy: true, name } })
  return { project, robotId: robot.id, username: `robot$${name}`, claims, token }
}

/** What the token service gives for one repository; null when it refuses the credentials. */
async function actions(username: string, secret: string, project: string, address = '192.0.2.1') {
  try {
    const { token } = await issueToken({
      service: 'harbor-registry',
      scopes: [`repository:${project}/app:pull,push`],
      credentials: { username, secret },
      source: { address },
    })
    const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
      sub: string
      access: { actions: string[] }[]
    }
    expect(payload.sub).toBe(username)
    return payload.access[0]!.actions
  } catch (error) {
    if ((error as { kind?: string }).kind === 'unauthorized') return null
    throw error
  }
}

describe('signing in', () => {
  test.each([
    [['repository:pull'], ['pull']],
    [['repository:push'], ['pull', 'push']],
    [
      ['repository:pull', 'repository:push', 'helm-chart:read'],
      ['pull', 'push'],
    ],
    [['helm-chart:read'], []],
    [['repository:pull', 'repository:delete', 'tag:list'], ['pull']],
  ])('with %j gives %j, and nothing in another project', async (may, expected) => {
    const { username, token, project } = await makeLegacy({ may })
    expect(await actions(username, token, project.name)).toEqual(expected)
    expect(await actions(username, token, (await makeProject()).name)).toEqual([])
  })

  test.each(['harbor-token-issuer', 'harbor-token-defaultIssuer'])('takes the issuer %s', async (iss) => {
    const { username, claims, project } = await makeLegacy()
    expect(await actions(username, old.token({ ...claims, iss }), project.name)).toEqual(['pull'])
  })

  test('works with a token as long as the old Harbor could make', async () => {
    const more = Array.from({ length: 60 }, (_, at) => `some-resource-${at}:list`)
    const { username, token, project } = await makeLegacy({ may: ['repository:pull', ...more] })
    expect(token.length).toBeGreaterThan(5_000)
    const header = `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}`
    expect(await actions(username, parseBasic(header)!.secret, project.name)).toEqual(['pull'])
  })

  test('works whatever prefix robots have today', async () => {
    const { username, token, project } = await makeLegacy()
    await db().setting.create({ data: { key: 'robot_name_prefix', value: 'bot-' } })
    try {
      expect(await actions(username, token, project.name)).toEqual(['pull'])
    } finally {
      await db().setting.delete({ where: { key: 'robot_name_prefix' } })
    }
  })

  test('its registry token ends with the robot', async () => {
    const { username, token } = await makeLegacy()
    setClock(() => new Date((exp - 10) * 1000))
    const credentials = { username, secret: token }
    const asked = { service: 'harbor-registry', scopes: [], credentials, source: {} }
    expect((await issueToken(asked)).expiresIn).toBe(10)
  })

  test('disabling and deleting take effect at once; every refusal is in the log, without the token', async () => {
    const { username, token, project, robotId } = await makeLegacy()
    await setRobotDisabled(project.admin, { id: robotId, disabled: true })
    expect(await actions(username, token, project.name)).toBeNull()
    await setRobotDisabled(project.admin, { id: robotId, disabled: false })
    expect(await actions(username, token, project.name)).toEqual(['pull'])
    await removeRobot(project.admin, robotId)
    expect(await actions(username, token, project.name)).toBeNull()
    const rows = (await auditOfRobot(robotId)).filter(({ operation }) => operation === 'robot.sign-in')
    expect(rows).toMatchObject([
      { result: 'denied', resource: username, after: '{"reason":"disabled"}', projectId: project.id },
    ])
    expect(JSON.stringify(await db().auditEvent.findMany())).not.toContain(token.slice(40, 80))
  })

  test('a deleted project takes its legacy robots along', async () => {
    const { username, token, project } = await makeLegacy()
    await db().project.delete({ where: { id: project.id } })
    expect(await actions(username, token, project.name)).toBeNull()
  })

  test.each([
    ['a second before its end', -1, true],
    ['at its end', 0, false],
    ['a second after', 1, false],
  ])('%s', async (_, seconds, works) => {
    const { username, token, project, robotId } = await makeLegacy()
    setClock(() => new Date((exp + seconds) * 1000))
    expect((await actions(username, token, project.name)) !== null).toBe(works)
    if (!works) expect((await auditOfRobot(robotId)).at(-1)).toMatchObject({ after: '{"reason":"expired"}' })
  })

  test('a shorter end in its row counts, and so does a shorter one in its token', async () => {
    const { username, token, project, robotId, claims } = await makeLegacy()
    const inTheMeantime = old.token({ ...claims, exp: 1_600_000_000 })
    expect(await actions(username, inTheMeantime, project.name)).toBeNull()
    await db().robot.update({ where: { id: robotId }, data: { expiresAt: 1_600_000_000n } })
    expect(await actions(username, token, project.name)).toBeNull()
  })
})

/** What the old Harbor gave to clients of its registry, signed by the same key and with the issuer of early robots. */
const registryClaims = (sub: string, project: string) => ({
  ...{ iss: 'harbor-token-issuer', sub, aud: 'harbor-registry', exp, nbf: 1_588_327_200, iat: 1_588_327_200 },
  access: [{ type: 'repository', name: `${project}/app`, actions: ['pull', 'push'] }],
})
const denial = { Resource: '/project/1/repository', Action: 'pull', Effect: 'deny' }

describe('refused', () => {
  type Legacy = Awaited<ReturnType<typeof makeLegacy>>
  const forged: [string, (legacy: Legacy) => string][] = [
    ['another key', ({ claims }) => makeOldSystem().token(claims)],
    ['no signature (alg none)', ({ claims }) => old.token(claims, { alg: 'none', typ: 'JWT' })],
    ['alg none with a signature kept', ({ token }) => withHeader(token, { alg: 'none' })],
    ['the public key as an HMAC secret', ({ claims }) => old.token(claims, { alg: 'HS256', typ: 'JWT' })],
    ['RS512 by the right key', ({ claims }) => old.token(claims, { alg: 'RS512', typ: 'JWT' })],
    ['a header that says HS256', ({ token }) => withHeader(token, { alg: 'HS256' })],
    ['a key in the header', ({ claims }) => makeOldSystem().token(claims, { alg: 'RS256', jwk: {}, kid: '../../key' })],
    ['claims that were not signed', ({ token, claims }) => withClaims(token, { ...claims, exp: exp + 1 })],
    ['another project', ({ claims }) => old.token(oldClaims({ ...claims, pid: claims.pid + 1_000 }))],
    ['another robot', ({ claims }) => old.token({ ...claims, id: claims.id + 1_000 })],
    ['more rights than were imported', ({ claims }) => old.token(oldClaims({ ...claims, may: ['repository:push'] }))],
    ['rights elsewhere', ({ claims }) => old.token({ ...claims, access: [{ Resource: '/project/1/repository' }] })],
    ['a registry token of the same key', ({ username, project }) => old.token(registryClaims(username, project.name))],
    ['another issuer', ({ claims }) => old.token({ ...claims, iss: 'harbor' })],
    ['a denial among its rights', ({ claims }) => old.token({ ...claims, access: [...claims.access, denial] })],
    ['no issuer', ({ claims }) => old.token({ ...claims, iss: undefined })],
    ['a time to come', ({ claims }) => old.token({ ...claims, nbf: exp - 1 })],
    ['something after it', ({ token }) => `${token}A`],
    ['a cut signature', ({ token }) => token.slice(0, -4)],
  ]
  test.each(forged)('%s', async (_, make) => {
    const legacy = await makeLegacy()
    const token = make(legacy)
    expect(await actions(legacy.username, token, legacy.project.name)).toBeNull()
    expect(await actions(legacy.username, legacy.token, legacy.project.name)).toEqual(['pull'])
  })

  test('another name than the one that was imported', async () => {
    const [one, other] = [await makeLegacy(), await makeLegacy()]
    expect(await actions(other.username, one.token, one.project.name)).toBeNull()
    expect(await actions(`robot$${one.project.name}+x`, one.token, one.project.name)).toBeNull()
    expect(await actions(one.username.replace('robot$', ''), one.token, one.project.name)).toBeNull()
    expect(await actions('robot$', one.token, one.project.name)).toBeNull()
    expect(await actions(one.username.toUpperCase(), one.token, one.project.name)).toBeNull()
  })

  test.each<[string, Record<string, unknown>]>([
    ['the greatest there are', { id: Number.MAX_SAFE_INTEGER, pid: Number.MAX_SAFE_INTEGER }],
    ['beyond what fits', { id: 2 ** 53, pid: 2 ** 64 }],
    ['beyond a database’s integers', { id: 2 ** 31, pid: 1e300 }],
    ['no integers', { id: 1.5, pid: 0.1 }],
    ['negative', { id: -1, pid: -(2 ** 31) - 1 }],
    ['texts', { id: '1', pid: "' OR 1=1 --" }],
    ['lists', { id: [1], pid: { equals: 1 } }],
  ])('ids that are %s, signed or not', async (_, ids) => {
    const { username, claims, project } = await makeLegacy()
    for (const system of [old, makeOldSystem()]) {
      const access = claims.access.map((each) => ({ ...each, Resource: `/project/${String(ids['pid'])}/repository` }))
      expect(await actions(username, system.token({ ...claims, ...ids, access }), project.name)).toBeNull()
    }
  })

  test('whatever else its row might be taken for: a secret of its own it has none', async () => {
    const { username, project, robotId, token } = await makeLegacy()
    const { hash } = await db().robotSecret.findFirstOrThrow({ where: { robotId } })
    const guesses = [hash, old.key.fingerprint, old.key.spki, generateSecret(), 'legacy-rs256', '']
    for (const guess of guesses) expect(await actions(username, guess, project.name)).toBeNull()
    // Not even where it had a name to sign in with.
    const loginName = unique('login')
    await db().robot.update({ where: { id: robotId }, data: { loginName } })
    await forgetGuesses()
    for (const guess of guesses) expect(await actions(`robot$${loginName}`, guess, project.name)).toBeNull()
    expect(await actions(`robot$${loginName}`, token, project.name)).toBeNull()
  })

  test('at the API, where a robot of today is let in', async () => {
    const { username, token } = await makeLegacy()
    const today = await makeRobot(await makeProject())
    const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
    expect(await authenticateBasic(basic(username, token), {})).toBeNull()
    expect(await authenticateBasic(basic(today.name, today.secret), {})).toMatchObject({ id: today.id })
  })

  test('failures count against their place, and the right token gets through', async () => {
    const { username, token, project, claims } = await makeLegacy()
    const wrong = makeOldSystem().token(claims)
    stopClock()
    for (let attempt = 0; attempt < 10; attempt++) expect(await actions(username, wrong, project.name)).toBeNull()
    await expect(actions(username, wrong, project.name)).rejects.toMatchObject({ kind: 'too-many-requests' })
    expect(await actions(username, token, project.name)).toEqual(['pull'])
  })
})

describe('beside a robot of today', () => {
  test('of the same full name, both sign in with their own', async () => {
    const legacy = await makeLegacy()
    const name = legacy.username.slice('robot$'.length)
    const project = await makeProject()
    const today = await makeRobot(project, { access: ['repository:pull', 'repository:push'].map(parseAccessKey) })
    // A system robot's full name has no project in it.
    await db().robot.update({ where: { id: today.id }, data: { level: 'system', loginName: name, projectId: null } })
    expect(await actions(legacy.username, legacy.token, legacy.project.name)).toEqual(['pull'])
    expect(await actions(legacy.username, today.secret, project.name)).toEqual(['pull', 'push'])
    await db().robot.update({ where: { id: today.id }, data: { projectId: project.id } })
    await refreshSecret(project.admin, { id: today.id, secret: 'Chosen-secret.of.dots-1' })
    expect(await actions(legacy.username, 'Chosen-secret.of.dots-1', project.name)).toEqual(['pull', 'push'])
  })

  test('of two old systems with the same numbers, each token opens its own project', async () => {
    const name = unique('ci')
    const one = await makeLegacy({ name })
    const second = makeOldSystem()
    const project = await makeProject()
    const token = second.token(one.claims)
    const input = { key: second.key, projects: new Map([[one.claims.pid, project.name]]) }
    const entries = parsedEntries([{ name: `robot$${name}`, token }])
    await importLegacyRobots({ kind: 'system' }, { entries, ...input, dryRun: false, restoreDeleted: false })
    expect(await actions(one.username, one.token, one.project.name)).toEqual(['pull'])
    expect(await actions(one.username, one.token, project.name)).toEqual([])
    expect(await actions(one.username, token, project.name)).toEqual(['pull'])
    expect(await actions(one.username, token, one.project.name)).toEqual([])
  })
})

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const withHeader = (token: string, header: object): string => [encode(header), ...token.split('.').slice(1)].join('.')
function withClaims(token: string, claims: object): string {
  const [header, , signature] = token.split('.')
  return [header, encode(claims), signature].join('.')
}
