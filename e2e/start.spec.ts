import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { makeClone } from './clone'
import { startProgram, type Program } from './program'
import { freePort } from '../scripts/testing/free-port.mjs'
import { row, signIn } from './verbs'

// The front door as whoever cloned this meets it: one command, no configuration but a port that is free here.
test.describe.configure({ mode: 'serial' })

const steps = /installed|generated|built/
let clone: ReturnType<typeof makeClone>
let port: number
let password: string
let running: Program[] = []

test.beforeAll(async () => {
  clone = makeClone()
  port = await freePort()
})
test.afterEach(async () => {
  await Promise.all(running.map((program) => program.stop()))
  running = []
})
test.afterAll(() => clone?.remove())

const address = () => `http://localhost:${port}`
const inClone = (...names: string[]) => path.join(clone.folder, ...names)
const permissions = (...names: string[]) => (statSync(inClone(...names)).mode & 0o777).toString(8)

function run(command: string, args: string[], env: Record<string, string> = {}): Program {
  const program = startProgram(command, args, clone.folder, { PORT: String(port), ...env })
  running.push(program)
  return program
}

test('the first start makes the data and prints a password that signs in', async ({ page }) => {
  const program = run('npm', ['start'])
  await program.says(new RegExp(`^ready on ${address()}$`, 'm'))
  password = / password {2}(\S+) /.exec(program.output())?.[1] ?? ''
  expect(password).toMatch(/^\S{20}$/)
  expect(program.output().split(password)).toHaveLength(2)

  expect([permissions('data'), permissions('data', 'secret.key'), permissions('data', 'robots.db')]).toEqual([
    '700',
    '600',
    '600',
  ])
  expect(existsSync(inClone('data/registry/token-bundle.pem'))).toBe(true)

  await page.goto(address())
  await signIn(page, { username: 'admin', password })
  await expect(row(page, 'library')).toContainText('Public')

  // npm passes the signal on to a shell that tells nobody: the server must notice by itself and still close its file.
  program.signal('SIGTERM')
  await program.ended
  expect(statSync(inClone('data/robots.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0)
})

test('the second start only serves, and shows no password', async ({ page }) => {
  const program = run('npm', ['start'], { NODE_ENV: 'production' })
  await program.says(/^ready on /m)
  expect(program.output()).not.toMatch(steps)
  expect(program.output()).not.toMatch(/password/i)
  await page.goto(address())
  await signIn(page, { username: 'admin', password })
  await expect(row(page, 'library')).toBeVisible()
})

test('a SIGTERM lets a request finish, takes no other, and ends with 0', async () => {
  const program = run(process.execPath, ['scripts/start.mjs'])
  await program.says(/^ready on /m)
  // A sign-in that is still being sent.
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': 2,
    origin: address(),
    expect: '100-continue',
  }
  const asked = request(`${address()}/api/auth/callback/credentials`, { method: 'POST', headers })
  const answered = once(asked, 'response')
  asked.flushHeaders()
  await once(asked, 'continue')
  program.signal('SIGTERM')
  await expect.poll(() => fetch(`${address()}/healthz`).catch(({ cause }) => cause.code)).toBe('ECONNREFUSED')
  asked.end('a=')
  const [response] = await answered
  expect(response.statusCode).toBe(400)
  response.resume()
  expect(await program.ended).toBe(0)
  expect(program.output()).not.toMatch(/error/i)
})

test('the demo fills a running server, and does nothing the second time', async ({ page }) => {
  const server = run(process.execPath, ['scripts/start.mjs'])
  await server.says(/^ready on /m)
  const demo = run('npm', ['run', 'demo'])
  expect([await demo.ended, demo.output()]).toEqual([0, expect.stringMatching(/^robots +27 added$/m)])
  const [, demoPassword = ''] = /^password +(\S+) /m.exec(demo.output()) ?? []
  const again = run('npm', ['run', 'demo'])
  expect([await again.ended, again.output()]).toEqual([0, expect.stringMatching(/^robots +0 added$/m)])
  expect(again.output()).toContain('all there already')
  const check = run('npm', ['run', 'check'])
  expect([await check.ended, check.output()]).toEqual([0, expect.stringContaining('all sound')])

  await page.goto(address())
  await signIn(page, { username: 'demo-admin', password: demoPassword })
  for (const name of ['demo-payments', 'demo-web', 'demo-empty']) await expect(row(page, name)).toBeVisible()
  await page.goto(`${address()}/projects/demo-payments/robots`)
  for (const name of ['+ci-pull', '+contractor', '+hotfix', 'jenkins-v1']) {
    await expect(row(page, name)).toHaveCount(1)
  }
})
