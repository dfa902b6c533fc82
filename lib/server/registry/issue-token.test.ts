import { createPublicKey, verify } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeAccess, parseAccessKey } from '@/lib/domain/access'
import { setClock } from '../clock'
import { db } from '../db'
import { generateSecret, hashGenerated } from '../secret'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot } from '../testing/make'
import { issueToken } from './issue-token'
import { ensureSigningKey, signingKey } from './signing-key'

useDatabase()
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

type GrantRow = { scope: string; scopeKey: string; projectId?: number; keys: string[] }

async function makeSystemRobot(...grants: GrantRow[]) {
  const [name, secret, at] = [unique('sys'), generateSecret(), new Date()]
  await db().robot.create({
    data: {
      level: 'system',
      name,
      loginName: name,
      durationDays: -1,
      creatorType: 'local',
      creatorRef: 1,
      createdAt: at,
      updatedAt: at,
      secrets: { create: { ...hashGenerated(secret), createdAt: at } },
      grants: { create: grants.map(({ keys, ...grant }) => ({ ...grant, access: encodeAccess(access(...keys)) })) },
    },
  })
  return { name: `robot$${name}`, secret }
}

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

  test('no scope, no access', async () => {
    expect(await actions(as(await makeRobot(await makeProject())))).toEqual([])
  })

  test('push brings pull', async () => {
    const project = await makeProject()
    const robot = await makeSystemRobot({ scope: 'all-projects', scopeKey: '*', keys: ['repository:push'] })
    expect(await actions(as(robot), `repository:${project.name}/a:push`)).toEqual([['pull', 'push']])
  })

  test('the union of the grants that cover the project', async () => {
    const [project, other] = [await makeProject(), await makeProject()]
    const robot = await makeSystemRobot(
      { scope: 'all-projects', scopeKey: '*', keys: ['repository:pull'] },
      { scope: 'project', scopeKey: String(project.id), projectId: project.id, keys: ['repository:delete'] },
      { scope: 'system', scopeKey: '/', keys: ['catalog:read'] },
    )
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
