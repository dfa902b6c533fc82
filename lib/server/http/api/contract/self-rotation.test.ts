import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '../../../clock'
import { ensureSigningKey } from '../../../registry/signing-key'
import { createRobot } from '../../../robots/create'
import { setRobotDisabled } from '../../../robots/set-disabled'
import { apiUrl, basic, callApi, callPath, errorOf, signedIn, useApi } from '../../../testing/api'
import { unique, useDatabase } from '../../../testing/database'
import { inProject, makeProject, makeUser } from '../../../testing/make'
import { flushUses } from '../../../usage/note-use'

useDatabase()
useApi()
const start = Date.UTC(2026, 2, 1, 12)
const hour = 3_600_000
let passed = 0
beforeEach(async () => {
  passed = 0
  setClock(() => new Date(start + passed))
  await ensureSigningKey()
})
afterEach(async () => {
  await flushUses('all')
  setClock()
})

async function makeRotator(mayRotate = true) {
  const project = await makeProject()
  const made = await createRobot(project.admin, {
    ...inProject(project),
    name: unique('bot'),
    durationDays: 30,
    mayRotate,
  })
  return { project, ...made }
}
const rotate = ({ name }: { name: string }, secret: string, body?: unknown) =>
  callApi('POST', '/robots/self/secret', { as: basic(name, secret), body })

/** Whether a registry's client gets a token with this. */
async function signsIn(name: string, secret: string): Promise<boolean> {
  const { status } = await callPath('GET', '/service/token?service=harbor-registry', { as: basic(name, secret) })
  return status === 200
}

describe('POST /robots/self/secret', () => {
  test('answers the new secret, once, and until when what goes on', async () => {
    const robot = await makeRotator()
    const answer = await rotate(robot, robot.secret)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      name: robot.name,
      secret: expect.stringMatching(/^\S{30,}$/),
      expires_at: start / 1000 + 30 * 86_400,
      old_secret: { stop: 'after_first_use', hours: 24 },
    })
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const { secret } = answer.body as { secret: string }
    expect([await signsIn(robot.name, robot.secret), await signsIn(robot.name, secret)]).toEqual([true, true])
  })

  test.each([
    ['{"hours":168}', 200],
    ['{}', 200],
    ['', 200],
    ['{"hours":0}', 400],
    ['{"hours":169}', 400],
    ['{"hours":1.5}', 422],
    ['{"hours":"1"}', 422],
    ['[]', 422],
  ])('%s is answered with %i', async (body, status) => {
    const robot = await makeRotator()
    expect((await rotate(robot, robot.secret, body)).status).toBe(status)
  })

  test('too soon is 429 with the seconds, two in use 409 with the time', async () => {
    const robot = await makeRotator()
    const { secret } = (await rotate(robot, robot.secret)).body as { secret: string }
    const soon = await rotate(robot, robot.secret)
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '60'])
    await signsIn(robot.name, secret)
    await flushUses('all')
    const late = await rotate(robot, secret)
    expect([late.status, errorOf(late)]).toEqual([
      409,
      'CONFLICT: two secrets are in use until 2026-03-02T12:00:00.000Z',
    ])
  })

  test('is refused to who may not, to people, and to what does not sign in', async () => {
    const [robot, other, admin] = [await makeRotator(false), await makeRotator(), await makeUser({ isAdmin: true })]
    expect(errorOf(await rotate(robot, robot.secret))).toBe(
      'FORBIDDEN: this robot account may not rotate its own secret',
    )
    const as = await signedIn({ id: admin.id, name: admin.username })
    expect((await callApi('POST', '/robots/self/secret', { as })).status).toBe(403)
    expect((await rotate(other, `${other.secret}x`)).status).toBe(401)
    await setRobotDisabled(other.project.admin, { id: other.id, disabled: true })
    expect((await rotate(other, other.secret)).status).toBe(401)
    expect((await callApi('POST', '/robots/self/secret')).status).toBe(401)
  })
})

describe('self_rotation of a robot', () => {
  test('is told where it is on, given by people in POST and PUT, and stays where a PUT does not name it', async () => {
    const project = await makeProject()
    const as = await signedIn(project.admin)
    const access = [{ resource: 'repository', action: 'pull' }]
    const permissions = [{ kind: 'project', namespace: project.name, access }]
    const body = { level: 'project', duration: 7, description: '', permissions }
    const made = await callApi('POST', '/robots', { as, body: { ...body, name: 'plain' } })
    const { id, name } = made.body as { id: number; name: string }
    const told = async () =>
      ((await callApi('GET', `/robots/${id}`, { as })).body as { self_rotation?: boolean }).self_rotation
    const put = async (more: object) =>
      (await callApi('PUT', `/robots/${id}`, { as, body: { ...body, name, disable: false, ...more } })).status
    expect(await told()).toBeUndefined()
    expect([await put({ self_rotation: true }), await told()]).toEqual([200, true])
    expect([await put({}), await told()]).toEqual([200, true])
    expect([await put({ description: 'x' }), await told()]).toEqual([200, true])
    expect([await put({ self_rotation: null }), await told()]).toEqual([200, true])
    expect([await put({ self_rotation: 'yes' }), await told()]).toEqual([422, true])
    expect([await put({ self_rotation: false }), await told()]).toEqual([200, undefined])
    const born = await callApi('POST', '/robots', { as, body: { ...body, name: 'rotating', self_rotation: true } })
    const found = await callApi('GET', `/robots/${(born.body as { id: number }).id}`, { as })
    expect(found.body).toMatchObject({ self_rotation: true })
  })
})

const examples = path.join(process.cwd(), 'docs/examples')
const script = readFileSync(path.join(examples, 'rotate-secret.sh'), 'utf8')
const lines = script.split('\n')

/** The script, ended as by `kill -9` once a line was run; of each line after which one can stand. */
const stops = lines.flatMap((line, index) =>
  line.trim() === '' || /^\s*(#|\w+\(\) \{$|case |if |then|else)/.test(line) || line === 'set -eu' || isInCase(index)
    ? []
    : [{ line: line.trim(), text: [...lines.slice(0, index + 1), 'kill -9 $$', ...lines.slice(index + 1)].join('\n') }],
)
function isInCase(index: number): boolean {
  const [from, to] = [lines.findIndex((line) => line.startsWith('case ')), lines.indexOf('esac')]
  return index >= from && index < to
}

/** Stands in for a cluster: keeps one Secret in a file, which a patch replaces at once. */
const kubectl = `#!/bin/sh
case $1 in
  get) sed -n 's/.*"robot-secret":"\\([^"]*\\)".*/\\1/p' "$STORE" ;;
  patch) cat > "$STORE.new" && mv "$STORE.new" "$STORE" ;;
esac
`
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** What is stored, as whoever pulls reads it, and what the script is told. */
function makeStore(kind: 'file' | 'kubernetes', { name, secret }: { name: string; secret: string }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'rotate-'))
  const file = path.join(folder, 'secret')
  const settings = { ROBOT_URL: apiUrl(), ROBOT_NAME: name, PATH: `${folder}:${process.env['PATH']}` }
  if (kind === 'file') {
    writeFileSync(file, secret)
    return { folder, file, read: () => readFileSync(file, 'utf8'), env: { ...settings, ROBOT_FILE: file } }
  }
  writeFileSync(path.join(folder, 'kubectl'), kubectl, { mode: 0o700 })
  const config = { auths: { 'registry.example.com': { username: name, password: secret } } }
  const data = { '.dockerconfigjson': base64(JSON.stringify(config)), 'robot-secret': base64(secret) }
  writeFileSync(file, JSON.stringify({ data }))
  const read = () => {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { data: typeof data }
    const { auths } = JSON.parse(Buffer.from(kept.data['.dockerconfigjson'], 'base64').toString()) as typeof config
    const { username, password } = auths['registry.example.com']
    expect([username, base64(password)]).toEqual([name, kept.data['robot-secret']])
    return password
  }
  const more = { ROBOT_SECRET: 'robot-library-ci', ROBOT_REGISTRY: 'registry.example.com', STORE: file }
  return { folder, file, read, env: { ...settings, ...more } }
}

describe.each(['file', 'kubernetes'] as const)('the script, with what it keeps in: %s', (kind) => {
  const other = kind === 'file' ? /kubectl|config=|login=|patch=|store_kubernetes "/ : /ROBOT_FILE|store_file "/
  const its = stops.filter(({ line }) => !other.test(line))

  async function prepare() {
    const robot = await makeRotator()
    const store = makeStore(kind, robot)
    const pulls = () => signsIn(robot.name, store.read())
    /** How it ended: 137 when it was killed. Meanwhile somebody pulls again and again. */
    const run = async (text: string) => {
      writeFileSync(path.join(store.folder, 'script.sh'), text)
      const env = store.env as unknown as NodeJS.ProcessEnv
      const child = spawn('sh', [path.join(store.folder, 'script.sh')], { env, stdio: 'pipe' })
      let ended: number | null | undefined
      void once(child, 'close').then(([code, signal]: (number | null)[]) => (ended = signal ? 137 : code))
      do expect(await pulls()).toBe(true)
      while (ended === undefined)
      return ended
    }
    return { robot, store, pulls, run }
  }

  test('is killed at every line that it has', () => expect(its.length).toBeGreaterThan(kind === 'file' ? 15 : 14))

  test('puts the new secret where the old one was; too early it changes nothing', async () => {
    const { robot, store, run } = await prepare()
    expect(await run(script)).toBe(0)
    const stored = store.read()
    expect(stored).not.toBe(robot.secret)
    expect(await run(script)).toBe(75)
    expect(store.read()).toBe(stored)
  })

  test('killed after whichever line, and run again: whoever pulls never fails', async () => {
    // All go through it at the same time, since they share the clock.
    const all = await Promise.all(its.map(async (stop) => ({ ...stop, ...(await prepare()) })))
    const each = (step: (one: (typeof all)[number]) => Promise<void>) => inTurns(all, step)
    await each(async ({ line, text, run }) => expect([line, await run(text)]).toEqual([line, 137]))
    passed += 60_000
    await each(async ({ line, robot, store, pulls, run }) => {
      expect([0, 75], line).toContain(await run(script))
      expect(await pulls(), line).toBe(true)
      expect(store.read(), line).not.toBe(robot.secret)
    })
    // What it stored lets it go on, once the old one has ended.
    await flushUses('all')
    passed += 25 * hour
    await each(async ({ line, store, run }) => {
      const before = store.read()
      expect([line, await run(script)]).toEqual([line, 0])
      expect(store.read(), line).not.toBe(before)
    })
  })

  test.runIf(kind === 'file')('leaves the file to those who may read it', async () => {
    const { store, run } = await prepare()
    chmodSync(store.file, 0o640)
    expect(await run(script)).toBe(0)
    expect(statSync(store.file).mode & 0o777).toBe(0o640)
  })

  test('ends with a fault when it is refused, and stores nothing', async () => {
    const { robot, store, run } = await prepare()
    store.env.ROBOT_URL = `${apiUrl()}/nowhere`
    expect(await run(script)).toBe(1)
    expect(store.read()).toBe(robot.secret)
  })
})

/** A few at a time. */
async function inTurns<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values()
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const item of left) await run(item)
    }),
  )
}

test('the CronJob runs the script by the same names, one at a time, and may change the one Secret alone', () => {
  type Manifest = { kind: string; spec: never; rules: object[]; roleRef: { name: string }; metadata: { name: string } }
  const documents = parseAllDocuments(readFileSync(path.join(examples, 'rotate-pull-secret.yaml'), 'utf8'))
  const manifests = documents.map((each) => each.toJSON() as Manifest)
  expect(documents.flatMap(({ errors }) => errors)).toEqual([])
  const of = (kind: string) => manifests.find((each) => each.kind === kind)!
  expect(manifests.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Role', 'RoleBinding', 'CronJob'])
  expect(of('Role').rules).toEqual([
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['robot-library-ci'], verbs: ['get', 'patch'] },
  ])
  expect(of('RoleBinding').roleRef.name).toBe(of('Role').metadata.name)
  expect(of('CronJob').spec).toMatchObject({
    concurrencyPolicy: 'Forbid',
    jobTemplate: {
      spec: {
        template: {
          spec: {
            serviceAccountName: of('ServiceAccount').metadata.name,
            restartPolicy: 'Never',
            containers: [{ command: ['sh', '/scripts/rotate-secret.sh'], volumeMounts: [{ mountPath: '/scripts' }] }],
          },
        },
      },
    },
  })
  const [container] = (
    of('CronJob').spec as {
      jobTemplate: { spec: { template: { spec: { containers: { env: { name: string }[] }[] } } } }
    }
  ).jobTemplate.spec.template.spec.containers
  for (const { name } of container!.env) expect(script).toContain(name)
})
