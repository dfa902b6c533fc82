import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findProgram } from './find-program.mjs'
import { freePort } from './free-port.mjs'

/**
 * Starts an empty PostgreSQL on 127.0.0.1 that lives as long as this process at most. Returns the superuser's `url`
 * and `stop`, which takes the server and its files away; and for tests of outages `crash` (by a signal to the server:
 * SIGQUIT is its immediate stop) and `restart`, `pause` and `resume`. What a `keeps` cluster has committed outlives
 * its crashes, as with anybody's settings.
 */
export async function startCluster({ keeps = false } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'test-postgres-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  const password = randomBytes(12).toString('hex')
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...owner(folder) }
  const data = initialise(folder, password, options)
  const port = await freePort()
  let server = await launch(data, port, options, keeps)

  async function end(signal) {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.kill(signal)) await ended
  }
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    crash: end,
    restart: async () => void (server = await relaunch(() => launch(data, port, options, keeps))),
    pause: () => signalAll(server.pid, 'SIGSTOP'),
    resume: () => signalAll(server.pid, 'SIGCONT'),
    async stop() {
      await end('SIGINT') // disconnects everyone and ends in order
      remove()
      process.off('exit', remove)
    },
  }
}

/** Its processes end one by one when the first of them was killed, and keep another one from starting until then. */
async function relaunch(launchAgain) {
  for (const deadline = Date.now() + 20_000; ; await delay(100)) {
    try {
      return await launchAgain()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}

/** The first of its processes first: it would start others meanwhile. */
function signalAll(pid, signal) {
  process.kill(pid, signal)
  const children = execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .trim()
    .split('\n')
  for (const child of children) {
    try {
      process.kill(Number(child), signal)
    } catch (error) {
      // One that goes on may have ended since it was listed.
      if (error.code !== 'ESRCH') throw error
    }
  }
}

/** PostgreSQL refuses to run as root: Debian's user for it takes its place, or else the one that owns nothing. */
function owner(folder) {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = idsOf('postgres') ?? idsOf('nobody')
  chownSync(folder, uid, gid)
  return { uid, gid }
}

function idsOf(user) {
  try {
    return ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] })))
  } catch {
    return undefined
  }
}

function initialise(folder, password, options) {
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o644 })
  const auth = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  execFileSync(findProgram('initdb'), [`--pgdata=${data}`, '--encoding=UTF8', '--no-sync', ...auth], options)
  return data
}

async function launch(data, port, options, keeps) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    // What a power cut would lose is thrown away anyway.
    fsync: 'off',
    synchronous_commit: keeps ? 'on' : 'off',
    full_page_writes: 'off',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(findProgram('postgres'), ['-D', data, ...args], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const kill = () => server.kill('SIGQUIT')
  process.prependOnceListener('exit', kill)
  server.once('exit', () => process.off('exit', kill))
  await isReady(server)
  return server
}

function isReady(server) {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-10_000) // read on, or a full pipe would stop the server
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}
