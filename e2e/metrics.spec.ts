import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findProgram } from '../scripts/testing/find-program.mjs'
import { askToken } from './ask-token'
import { expect, test } from './fixtures'
import { startProgram } from './program'
import { adminPassword, startServer, startTokens } from './server'
import { freePort } from '../scripts/testing/free-port.mjs'
import { signIn } from './verbs'

const root = path.join(import.meta.dirname, '..')
const token = 'a-token-for-prometheus'

/** Metrics as Prometheus asks for them. */
const scrape = (url: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } })

/** The value of a series of robot_console_. */
async function read(url: string, series: string): Promise<number> {
  const text = await (await scrape(url)).text()
  const line = text.split('\n').find((each) => each.startsWith(`robot_console_${series} `))
  return Number(line?.split(' ').at(-1))
}

test('console and machines’ door tell what each of them does, on a port of its own or for a token', async ({
  page,
}) => {
  const [port, otherPort] = [await freePort(), await freePort()]
  const console = await startServer({ METRICS_PORT: String(port) })
  const tokens = await startTokens(console, { METRICS_PORT: String(otherPort), METRICS_TOKEN: token })
  const [metrics, others] = [port, otherPort].map((each) => `http://127.0.0.1:${each}/metrics`) as [string, string]
  try {
    const signIns = 'sign_ins_total{kind="password",result="success"}'
    expect(await read(metrics, signIns)).toBe(0)
    // Next's copy of the modules answers a page's action: it must count in the same place.
    await page.goto(`${console.url}/sign-in`)
    await signIn(page, { username: 'admin', password: adminPassword })
    await expect.poll(() => read(metrics, signIns)).toBe(1)
    // Counted when it is written, and when the page has gone out.
    await expect.poll(() => read(metrics, 'changes_total{operation="user.sign-in",result="success"}')).toBe(1)
    await expect.poll(() => read(metrics, 'http_requests_total{door="pages",status="2xx"}')).toBeGreaterThan(0)

    await askToken(tokens.url, { name: 'robot$nobody', secret: 'nothing' }, 'library/app')
    const refused = 'tokens_total{result="refused",reason="unknown-name"}'
    await expect.poll(() => read(others, refused)).toBe(1)
    expect(await read(metrics, refused)).toBe(0)
    for (const [url, door] of [
      [metrics, 'console'],
      [others, 'tokens'],
    ] as const)
      expect(await (await scrape(url)).text()).toMatch(
        new RegExp(`^robot_console_build_info{.*door="${door}"} 1$`, 'm'),
      )

    // Where there is a token, no port does without.
    expect((await fetch(others)).status).toBe(401)
    const at = (url: string, given?: string) =>
      fetch(`${url}/metrics`, given === undefined ? {} : { headers: { authorization: `Bearer ${given}` } })
    expect((await at(console.url, token)).status).toBe(404)
    expect((await at(tokens.url)).status).toBe(401)
    expect((await at(tokens.url, token)).status).toBe(200)

    // `npm test` says loudly where it is missing.
    const promtool = findProgram('promtool')
    if (!promtool) return
    const { status, stderr } = spawnSync(promtool, ['check', 'metrics'], { input: await (await scrape(others)).text() })
    expect([status, String(stderr)]).toEqual([0, ''])
  } finally {
    expect(await tokens.stop()).toBe(0)
    expect(await console.stop()).toBe(0)
  }
  await expect.poll(() => fetch(metrics).catch(({ cause }) => cause.code)).toBe('ECONNREFUSED')
})

test('a METRICS_PORT that is taken ends the start with a sentence before anything is made', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'metrics-'))
  const other = createServer()
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
  const { port: taken } = other.address() as AddressInfo
  try {
    for (const entry of ['.next/entry.mjs', '.next/tokens.mjs']) {
      const env = { DATA_DIR: path.join(folder, 'data'), NODE_ENV: 'production', METRICS_PORT: String(taken) }
      const program = startProgram(process.execPath, [entry], root, { ...env, PORT: String(await freePort()) })
      expect([await program.ended, program.output()]).toEqual([
        1,
        `METRICS_PORT ${taken} on 127.0.0.1 is taken: stop what listens there or choose another.\n`,
      ])
    }
    expect(readdirSync(folder)).toEqual([])
  } finally {
    other.close()
    rmSync(folder, { recursive: true })
  }
})
