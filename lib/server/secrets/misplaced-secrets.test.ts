import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { basic, callApi, callPath, signedIn, useApi } from '../testing/api'
import type { Actor } from '../rights/actor'
import { db } from '../store/db'
import { setGlobalState } from '../global-state'
import { handler } from '../http/handle'
import { log, logOptions } from '../log'
import { createProject } from '../projects/create'
import { updateProject } from '../projects/update'
import { ensureSigningKey } from '../registry/signing-key'
import { updateRobot } from '../robots/update'
import { generateSecret } from './secret'
import { updateSettings } from '../settings/update'
import { unique, useDatabase } from '../testing/database'
import { inProject, inSystem, makeProject, makeRobot, makeSigner, makeSystemRobot, makeUser } from '../testing/make'
import { flushUses } from '../usage/note-use'
import { createUser } from '../users/create'

// A secret that somebody gave in the wrong place: it must be in no row and in no line of the log.

useDatabase()
useApi({ LOG_LEVEL: 'trace' })

let lines: string[] = []
let url = ''
const server = createServer(handler(async (_, response) => void response.writeHead(404).end()))
beforeAll(async () => {
  const stream = new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) })
  setGlobalState('log', pino(logOptions(), stream))
  await ensureSigningKey()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

async function allTexts(): Promise<string> {
  const tables = [
    db().user,
    db().session,
    db().project,
    db().projectMetadata,
    db().robot,
    db().robotSecret,
    db().robotClient,
    db().auditEvent,
    db().setting,
  ]
  const rows = await Promise.all(tables.map((table) => (table as { findMany: () => Promise<unknown[]> }).findMany()))
  return JSON.stringify([rows, lines], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

/** Nobody is refused for the others' failures, and every refusal leaves its row. */
const forget = () => {
  for (const name of ['denial-limiter', 'robot-throttle', 'sign-in-by-name', 'sign-in-by-address'])
    setGlobalState(name, undefined as unknown as object)
}

const token = (headers: Record<string, string>, query = '') =>
  fetch(`${url}/service/token?service=harbor-registry${query}`, { headers })

/** Every place where something typed could be taken for a name, or be kept as what came along. */
const places: Record<string, (secret: string) => Promise<unknown>> = {
  'the name at the token service': (secret) => token(basic(secret, '')),
  'a robot’s name at the token service': (secret) => token(basic(`robot$${secret}`, 'x')),
  'a robot’s name with a project': (secret) => token(basic(`robot$library+${secret}`, secret)),
  'the form of the token service': (secret) =>
    fetch(`${url}/service/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        service: 'harbor-registry',
        username: secret,
        password: 'x',
      }),
    }),
  'the account and a scope': (secret) => token({}, `&account=${secret}&scope=repository:${secret}/x:pull`),
  'the service': (secret) => fetch(`${url}/service/token?service=${secret}`),
  'the name at the API': (secret) => callApi('GET', '/users/current', { as: basic(secret, '') }),
  'a robot’s name at the API': (secret) => callApi('GET', '/robots', { as: basic(`robot$${secret}`, '') }),
  'the name at /c/login': (secret) =>
    callPath('POST', '/c/login', {
      body: new URLSearchParams({ principal: secret, password: 'x' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  'a new user’s name, from who may make none': async (secret) => {
    const user = await makeUser()
    const body = {
      username: secret,
      email: `${secret}@x.example`,
      realname: secret,
      comment: secret,
      password: 'Right-1x',
    }
    return callApi('POST', '/users', { as: await signedIn({ id: user.id, name: user.username }), body })
  },
  'a path': (secret) => fetch(`${url}/projects/${secret}?from=${secret}`),
  'a path of the API': (secret) => callApi('GET', `/projects/${secret}/logs`, { as: {} }),
  'a search': async (secret) => {
    const admin = await makeUser({ isAdmin: true })
    const as = await signedIn({ id: admin.id, name: admin.username })
    return callApi('GET', `/robots?q=name%3D~${secret}&sort=${secret}`, { as })
  },
}

describe('is kept nowhere', () => {
  test.each(Object.keys(places))('given as %s', async (place) => {
    // What a person chose, and a password of a user or an outdated secret, are told by nothing but that no one is called so.
    for (const secret of [generateSecret(), `Summer${unique('s').slice(2)}X`]) {
      forget()
      lines = []
      await places[place]!(secret)
      const isPath = place.includes('path')
      if (!(isPath && secret.startsWith('Summer'))) expect(await allTexts()).not.toContain(secret)
      expect(lines.join('')).not.toContain('"level":60')
    }
  })

  test('given as the client’s name or the request’s, by who is let in', async () => {
    const project = await makeProject()
    const { name, secret } = await makeRobot(project)
    const long = `${'x'.repeat(100)} ${secret}`
    for (const client of [secret, `docker/1 ${secret}`, long]) {
      const headers = { ...basic(name, secret), 'user-agent': client, 'x-request-id': secret }
      expect((await token(headers, `&client_id=${secret}`)).status).toBe(200)
      await flushUses('all')
      expect(await allTexts()).not.toContain(secret.slice(0, 12))
    }
    const signer = await makeSigner({ isAdmin: true })
    const body = { project_name: unique('project') }
    const made = await callApi('POST', '/projects', {
      as: await signedIn({ id: signer.id, name: signer.username }),
      headers: { 'x-request-id': secret, 'user-agent': secret },
      body,
    })
    expect(made.status).toBe(201)
    const text = await allTexts()
    expect(text).toContain(body.project_name)
    expect(text).not.toContain(secret)
  })

  test('told by an error to the log', () => {
    const secret = generateSecret()
    log().error({ err: new Error(`cannot find ${secret}`), about: { deep: [secret] } }, `no ${secret}`)
    expect(lines.at(-1)).toContain('cannot find (secret)')
    expect(lines.at(-1)).not.toContain(secret)
    JSON.parse(lines.at(-1)!)
  })
})

describe('is refused where it would be kept', () => {
  const secret = generateSecret()
  const description = `the secret is ${secret}.`
  const refusal = expect.objectContaining({ kind: 'invalid', reason: 'text-holds-secret' })
  const access = [{ resource: 'repository', action: 'pull' }]
  const projects = { kind: 'all' as const, access }
  let admin: Actor
  beforeAll(async () => void (admin = (await makeUser({ isAdmin: true })).actor))
  const edit = { version: 1, description, durationDays: 30 }
  const userFields = { realName: '', isAdmin: false }

  test.each<[string, () => Promise<unknown>]>([
    ['a project robot’s description', async () => makeRobot(await makeProject(), { description })],
    ['a system robot’s', () => makeSystemRobot(admin, { description, projects })],
    [
      'an edited one',
      async () => {
        const project = await makeProject()
        const { id } = await makeRobot(project)
        return updateRobot(admin, { ...inProject(project), ...edit, id })
      },
    ],
    [
      'an edited one of the system',
      async () => {
        const { id } = await makeSystemRobot(admin, { projects })
        return updateRobot(admin, { ...inSystem([], projects), ...edit, id })
      },
    ],
    ['a user’s name', () => createUser(admin, { ...userFields, username: secret })],
    ['a part of it', () => createUser(admin, { ...userFields, username: `x.${secret}` })],
    ['a real name', () => createUser(admin, { username: unique('u'), isAdmin: false, realName: secret })],
    ['an address', () => createUser(admin, { ...userFields, username: unique('u'), email: `${secret}@x.example` })],
    ['a comment', () => createUser(admin, { ...userFields, username: unique('u'), comment: description })],
    [
      'what is kept with a new project',
      () => createProject(admin, { name: unique('p'), public: false, metadata: { severity: secret } }),
    ],
    [
      'and with one there is',
      async () => updateProject(admin, { id: (await makeProject()).id, metadata: { severity: secret } }),
    ],
    ['the prefix', () => updateSettings(admin, { changes: { robotNamePrefix: secret } })],
    ['a kept setting', () => updateSettings(admin, { changes: {}, kept: { banner_message: description } })],
  ])('%s', async (_, run) => {
    await expect(run()).rejects.toEqual(refusal)
    expect(await allTexts()).not.toContain(secret)
  })

  test('by PUT and POST of the API, with a sentence', async () => {
    const project = await makeProject()
    const robot = await makeRobot(project)
    const as = await signedIn(project.admin)
    const permissions = [{ kind: 'project', namespace: project.name, access }]
    const body = { level: 'project', duration: 30, permissions, description }
    const posted = await callApi('POST', '/robots', { as, body: { ...body, name: 'other' } })
    const put = await callApi('PUT', `/robots/${robot.id}`, { as, body: { ...body, name: robot.name } })
    for (const { status, text } of [posted, put]) {
      expect(status).toBe(400)
      expect(text).toContain('the description holds the secret of a robot account')
      expect(text).not.toContain(secret)
    }
    expect(await allTexts()).not.toContain(secret)
  })

  test('but what is there already keeps nobody from changing the rest', async () => {
    const project = await makeProject()
    const { id, name } = await makeRobot(project)
    await db().robot.update({ where: { id }, data: { description } })
    await updateRobot(admin, { ...inProject(project, [{ resource: 'artifact', action: 'read' }]), ...edit, id })
    const as = await signedIn(project.admin)
    const permissions = [{ kind: 'project', namespace: project.name, access }]
    const body = { level: 'project', duration: 30, permissions, description, name, disable: true }
    expect((await callApi('PUT', `/robots/${id}`, { as, body })).status).toBe(200)
    const rows = await db().auditEvent.findMany({ where: { resourceId: id, resourceType: 'robot' } })
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})
