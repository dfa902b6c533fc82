import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { askToken } from './ask-token'
import { expect, signInState, test, unique } from './fixtures'
import { startProgram } from './program'
import { adminPassword, startServer, startTokens } from './server'
import { freePort } from '../scripts/testing/free-port.mjs'
import { chooseRowAction, createRobot, expectRow } from './verbs'

const root = path.join(import.meta.dirname, '..')

async function program(env: Record<string, string>) {
  const port = String(await freePort())
  const started = startProgram(process.execPath, ['scripts/start.mjs', '--tokens'], root, { ...env, PORT: port })
  return { ...started, url: `http://127.0.0.1:${port}` }
}

test('beside a console: what is changed there counts for the next token; it has no pages; SIGTERM ends it', async ({
  browser,
}) => {
  const console = await startServer()
  const tokens = await startTokens(console)
  try {
    const state = await signInState(console.url, { username: 'admin', password: adminPassword })
    const context = await browser.newContext({ baseURL: console.url, storageState: state })
    const page = await context.newPage()
    const name = `robot$library+${unique('bot')}`
    const robot = { name, secret: await createRobot(page, 'library', name.split('+')[1]!) }
    const ask = () => askToken(tokens.url, robot, 'library/app')
    expect(await ask()).toEqual({ status: 200, actions: ['pull'] })

    await page.goto(`/projects/library/robots?q=${name.split('+')[1]}`)
    await chooseRowAction(page, name, 'Disable')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
    await expectRow(page, name, ['Disabled'])
    expect(await ask()).toEqual({ status: 401, actions: [] })
    await context.close()

    for (const place of ['/', '/sign-in', '/api/auth/csrf', '/_next/static/x.js', '/service/x']) {
      const response = await fetch(tokens.url + place)
      expect([place, response.status, await response.json()]).toEqual([
        place,
        404,
        { errors: [{ code: 'NOT_FOUND', message: 'not found' }] },
      ])
    }
    for (const place of ['/healthz', '/livez', '/readyz'])
      expect([place, (await fetch(tokens.url + place)).status]).toEqual([place, 200])
    const bundles = await Promise.all(
      [console, tokens].map(async ({ url }) => (await fetch(`${url}/service/token-bundle.pem`)).text()),
    )
    expect(bundles[1]).toBe(bundles[0])
    expect(tokens.log()).not.toContain('"level":50')
  } finally {
    expect(await tokens.stop()).toBe(0)
    await console.stop()
  }
})

test('beside a console: its API is the console’s, with the same sessions, on the same rows', async () => {
  const console = await startServer()
  const tokens = await startTokens(console)
  try {
    expect(await (await fetch(`${tokens.url}/api/v2.0/ping`)).text()).toBe('Pong')
    const form = new URLSearchParams({ principal: 'admin', password: adminPassword })
    const signedIn = await fetch(`${tokens.url}/c/login`, { method: 'POST', body: form })
    expect(signedIn.status).toBe(200)
    const cookies = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    const session = { cookie: cookies.join('; '), 'x-harbor-csrf-token': signedIn.headers.get('x-harbor-csrf-token')! }

    const name = unique('bot')
    const access = [{ resource: 'repository', action: 'pull' }]
    const permissions = [{ kind: 'project', namespace: 'library', access }]
    const made = await fetch(`${tokens.url}/api/v2.0/robots`, {
      method: 'POST',
      headers: { ...session, 'content-type': 'application/json' },
      body: JSON.stringify({ name, level: 'project', duration: 30, permissions }),
    })
    const robot = (await made.json()) as { name: string; secret: string }
    expect([made.status, robot.name]).toEqual([201, `robot$library+${name}`])
    expect(await askToken(console.url, robot, 'library/app')).toEqual({ status: 200, actions: ['pull'] })
    const place = made.headers.get('location')!
    const seen = await fetch(console.url + place, { headers: session })
    expect([seen.status, ((await seen.json()) as { name: string }).name]).toEqual([200, robot.name])

    expect((await fetch(`${console.url}/c/log_out`, { headers: session })).status).toBe(200)
    expect((await fetch(tokens.url + place, { headers: session })).status).toBe(401)
    expect(tokens.log() + console.log()).not.toContain('"level":50')
  } finally {
    expect(await tokens.stop()).toBe(0)
    await console.stop()
  }
})

test('started first it waits, and makes nothing; it is ready when the console is', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tokens-'))
  const data = path.join(folder, 'data')
  const tokens = await program({ DATA_DIR: data, HOST: '127.0.0.1' })
  try {
    await tokens.says(/^waiting for the database: it is empty$/m)
    expect(readdirSync(folder)).toEqual([])
    const console = await startServer({ DATA_DIR: data })
    await tokens.says(new RegExp(`^tokens and API ready on ${tokens.url}$`, 'm'))
    expect((await fetch(`${tokens.url}/healthz`)).status).toBe(200)
    await console.stop()
    expect(await tokens.stop()).toBe(0)
  } finally {
    await tokens.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('another SECRET_KEY than the console’s ends the start with a sentence', async () => {
  const console = await startServer({ SECRET_KEY: 'the key of the console, and of nobody else' })
  const tokens = await program({ DATA_DIR: console.env.DATA_DIR!, SECRET_KEY: 'a key that somebody else has made up' })
  try {
    expect([await tokens.ended, tokens.output()]).toEqual([1, expect.stringMatching(/^SECRET_KEY [^\n]+\.\n$/)])
  } finally {
    await console.stop()
  }
})
