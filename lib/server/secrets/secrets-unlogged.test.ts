import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import { db } from '../store/db'
import { setGlobalState } from '../global-state'
import { handler } from '../http/handle'
import { log } from '../log'
import { ensureSigningKey } from '../registry/signing-key'
import { createRobot } from '../robots/create'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from './secret'
import { basic, callApi, useApi, type Answer } from '../testing/api'
import { unique, useDatabase } from '../testing/database'
import { inProject, makeProject, makeRobot, makeSigner, makeSystemRobot } from '../testing/make'
import { authenticateUser } from '../users/authenticate'
import { changeOwnPassword } from '../users/change-password'
import { createUser } from '../users/create'
import { resetUserPassword } from '../users/reset-password'

// Whoever makes, takes or checks a secret leaves it in no line of the log, whatever its level, in no output of the
// process and in no row, nor any part of it.

useDatabase()
useApi()
let written = ''
let server: Server
let url = ''
beforeAll(async () => {
  await ensureSigningKey()
  server = createServer(handler(async (_, response) => void response.end('next')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
beforeEach(() => {
  written = ''
  const stream = new Writable({ write: (line, _, done) => ((written += String(line)), done()) })
  setGlobalState('log', pino({ level: 'trace' }, stream))
  for (const output of [process.stdout, process.stderr]) {
    vi.spyOn(output, 'write').mockImplementation((text) => ((written += String(text)), true))
  }
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, name).mockImplementation((...args) => void (written += args.map(String).join(' ')))
  }
})
afterEach(() => void vi.restoreAllMocks())

const chosen = () => unique('Chosen-Secret-1')
const secretOf = ({ body }: Answer) => (body as { secret: string }).secret
const newRobot = (project: string) => ({
  name: unique('ci'),
  level: 'project',
  duration: 30,
  permissions: [{ kind: 'project', namespace: project, access: [{ resource: 'repository', action: 'pull' }] }],
})

async function setUp() {
  const project = await makeProject()
  const admin = await makeSigner({ isAdmin: true })
  const actor = { kind: 'user', id: admin.id, name: admin.username } as const
  return { project, admin, actor, as: basic(admin.username, admin.password), robot: await makeRobot(project) }
}
type SetUp = Awaited<ReturnType<typeof setUp>>

/** Each answers the secrets it has made or was given. */
const ways: Record<string, (given: SetUp) => Promise<(string | null | undefined)[]>> = {
  'a project robot is made': async ({ project }) => {
    return [(await makeRobot(project)).secret]
  },
  'a system robot is made': async ({ actor }) => {
    return [(await makeSystemRobot(actor, { access: [parseAccessKey('project:list')] })).secret]
  },
  'a robot is made with a secret of its own': async ({ project }) => {
    const secret = chosen()
    await createRobot(project.admin, { ...inProject(project), name: unique('own'), secret })
    return [secret]
  },
  'a secret is refreshed': async ({ project, robot }) => [
    robot.secret,
    (await refreshSecret(project.admin, { id: robot.id }))!.secret,
  ],
  'a secret is chosen': async ({ project, robot }) => {
    const secret = chosen()
    await refreshSecret(project.admin, { id: robot.id, secret })
    return [secret]
  },
  'a weak secret is refused': async ({ project, robot }) => {
    const secret = unique('weaksecret').toLowerCase().replace(/\d/g, 'x')
    await expect(refreshSecret(project.admin, { id: robot.id, secret })).rejects.toMatchObject({ kind: 'invalid' })
    return [secret]
  },
  'the API makes, refreshes and takes secrets': async ({ as, project, robot }) => {
    const secret = chosen()
    const made = await callApi('POST', '/robots', { as, body: newRobot(project.name) })
    const taken = await callApi('POST', '/robots', { as, body: { ...newRobot(project.name), secret } })
    const refreshed = await callApi('PATCH', `/robots/${robot.id}`, { as, body: {} })
    const replaced = await callApi('PATCH', `/robots/${robot.id}`, { as, body: { secret } })
    expect([made, taken, refreshed, replaced].map(({ status }) => status)).toEqual([201, 201, 200, 200])
    return [secret, secretOf(made), secretOf(refreshed)]
  },
  'the API is sent a broken body': async ({ as, robot }) => {
    const secret = chosen()
    const sent = [`{"secret": "${secret}"`, { secret: [secret] }, { secret: `${secret}\n` }, { [secret]: 1 }]
    const answers = await Promise.all(sent.map((body) => callApi('PATCH', `/robots/${robot.id}`, { as, body })))
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    return [secret]
  },
  'a user is made, reset and changed': async ({ actor, admin }) => {
    const password = chosen()
    const user = { username: unique('user'), realName: '', isAdmin: false }
    const made = await createUser(actor, user)
    const reset = await resetUserPassword(actor, { id: made.id })
    await changeOwnPassword(actor, { present: admin.password, password, keepSession: null })
    return [made.password, reset!.password, password]
  },
  'somebody signs in, with a wrong password too': async ({ admin }) => {
    const wrong = chosen()
    const source = { address: '192.0.2.1' }
    await authenticateUser({ username: admin.username, password: admin.password, source })
    await authenticateUser({ username: admin.username, password: wrong, source })
    return [admin.password, wrong]
  },
  'a registry’s client asks for a token': async ({ robot }) => {
    const [wrong, typed] = [generateSecret(), chosen()]
    const ask = (headers: Record<string, string>) => fetch(`${url}/service/token?service=harbor-registry`, { headers })
    const form = new URLSearchParams({ grant_type: 'password', service: 'harbor-registry', username: robot.name })
    form.set('password', robot.secret)
    const answers = [
      await ask(basic(robot.name, robot.secret)),
      await ask(basic(robot.name, wrong)),
      await ask(basic(robot.name, typed)),
      await fetch(`${url}/service/token`, { method: 'POST', body: form }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 200])
    const tokens = await Promise.all([answers[0]!, answers[3]!].map(async (answer) => (await answer.json()).token))
    return [robot.secret, wrong, typed, ...tokens]
  },
}

/** The forms a secret may take on its way, and a part of it that nothing else has. */
const forms = (secret: string): string[] => [
  secret,
  secret.slice(-12),
  encodeURIComponent(secret),
  ...(['base64', 'base64url', 'hex'] as const).map((encoding) => Buffer.from(secret).toString(encoding)),
]

test.each(Object.keys(ways))('when %s', async (way) => {
  const secrets = (await ways[way]!(await setUp())).filter((secret): secret is string => typeof secret === 'string')
  expect(secrets).not.toEqual([])
  const rows = [await db().auditEvent.findMany(), await db().robot.findMany(), await db().robotSecret.findMany()]
  const places = { written, rows: JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value)) }
  for (const [place, text] of Object.entries(places)) {
    const found = secrets.flatMap((secret) => forms(secret).filter((form) => text.includes(form)))
    expect(found, place).toEqual([])
  }
})

test('a secret that is written is found', () => {
  log().trace(`the secret is ${chosen()}`)
  expect(written).toContain('Chosen-Secret-1')
  process.stderr.write('to the terminal')
  expect(written).toContain('to the terminal')
})
