import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../scripts/testing/free-port.mjs'

const root = path.join(import.meta.dirname, '..')
const entries = { console: '.next/entry.mjs', tokens: '.next/tokens.mjs' }

export const adminPassword = 'Admin-of-the-tests-1'
export const notificationsToken = 'the-registry-of-the-tests'

export type TestServer = {
  url: string
  /** What it was started with: a seed process works on the same data. */
  env: Record<string, string>
  /** Every line it has written to its log so far. */
  log: () => string
  /** Ends it with a SIGTERM; answers its exit code. */
  stop: () => Promise<number | null>
  /** Ends it at once, as a crash does; `startServer(env)` starts another in its place. */
  kill: () => Promise<void>
}

/** Starts a production build, ours unless told otherwise, on a port and a data folder of its own until it is healthy. */
export const startServer = (extra: Record<string, string> = {}, clone = root): Promise<TestServer> =>
  start(entries.console, extra, clone)

/** Starts the machines' door alone, on the data of a server. */
export const startTokens = (
  { env }: TestServer,
  extra: Record<string, string> = {},
  clone = root,
): Promise<TestServer> => {
  const { DATA_DIR, DATABASE_URL, SECRET_KEY } = env
  const shared = Object.entries({ DATA_DIR, DATABASE_URL, SECRET_KEY }).filter(([, value]) => value !== undefined)
  return start(entries.tokens, { ...(Object.fromEntries(shared) as Record<string, string>), ...extra }, clone)
}

async function start(entry: string, extra: Record<string, string>, clone = root): Promise<TestServer> {
  if (!existsSync(path.join(clone, entry))) throw new Error('there is no build to test: npm run build')
  const folder = mkdtempSync(path.join(tmpdir(), 'e2e-'))
  const url = `http://127.0.0.1:${extra.PORT ?? (await freePort())}`
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    ADMIN_PASSWORD: adminPassword,
    NOTIFICATIONS_TOKEN: notificationsToken,
    EXTERNAL_URL: url,
    HOST: '127.0.0.1',
    PORT: new URL(url).port,
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    ...extra,
  }
  const logFile = path.join(folder, 'server.log')
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    cwd: clone,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = createWriteStream(logFile)
  child.stdout.pipe(output, { end: false })
  child.stderr.pipe(output, { end: false })
  const log = () => /^[^]*\n|/.exec(readFileSync(logFile, 'utf8'))![0]
  const stop = async () => {
    const code = await end(child)
    output.end()
    rmSync(folder, { recursive: true, force: true })
    return code
  }
  const kill = async () => {
    const ended = new Promise<void>((exit) => child.once('exit', () => exit()))
    child.kill('SIGKILL')
    await ended
  }
  await healthy(url, child, log)
  return { url, env, log, stop, kill }
}

async function healthy(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log()}`)
    const response = await fetch(`${url}/healthz`).catch(() => null)
    if (response?.ok) return
    await pause(100)
  }
  await end(child)
  throw new Error(`the server was not healthy within a minute:\n${log()}`)
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = new Promise((exit) => child.once('exit', exit))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(force)
  return child.exitCode
}
