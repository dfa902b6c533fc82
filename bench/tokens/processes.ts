import { fork, spawn, type ChildProcess } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../scripts/testing/free-port.mjs'

export type Running = { port: number; rssMb: () => number; cpuMs: () => number; stop: () => Promise<void> }
export type Plan = {
  ports: number[]
  requests: string[]
  connections: number
  seconds: number
  rate: number | null
  /** So many requests, if they fit into the seconds. */
  most?: number
}
export type Measured = { rps: number; p50: number; p99: number; answers: number; failures: number }

/** The kernel counts processor time in hundredths of a second. */
const tickMs = 10
export const root = path.join(import.meta.dirname, '../..')

export const benchPassword = 'Admin-of-the-bench-1'

/** A server of the production build. Its log goes straight to a file, as under a supervisor. */
export async function startBuilt(
  entry: 'entry' | 'tokens',
  folder: string,
  more: Record<string, string> = {},
  clone = root,
): Promise<Running> {
  const port = await freePort()
  const log = openSync(path.join(folder, `${entry}-${port}.log`), 'w')
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: path.join(folder, 'data'),
    ADMIN_PASSWORD: benchPassword,
    HOST: '127.0.0.1',
    PORT: String(port),
    NODE_ENV: 'production',
    ...more,
  } as unknown as NodeJS.ProcessEnv
  // Such as --cpu-prof, to see where the time goes.
  const profiling = process.env.BENCH_NODE_ARGS?.split(' ') ?? []
  const child = spawn(process.execPath, ['--enable-source-maps', ...profiling, `.next/${entry}.mjs`], {
    cwd: clone,
    env,
    stdio: ['ignore', log, log],
  })
  for (let patience = 600; patience > 0 && child.exitCode === null; patience--) {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (response?.ok) return running(child, port)
    await pause(100)
  }
  child.kill('SIGKILL')
  throw new Error(`${entry} did not start (npm run build): ${readFileSync(`${folder}/${entry}-${port}.log`, 'utf8')}`)
}

export async function startBaseline(mode: 'bare' | 'sign'): Promise<Running> {
  const port = await freePort()
  const child = fork(path.join(import.meta.dirname, 'baseline.mjs'), [mode, String(port)], { execArgv: [] })
  await new Promise((ready) => child.once('message', ready))
  return running(child, port)
}

/** One measurement in a load process of its own. */
export async function measure(plan: Plan): Promise<Measured> {
  const child = fork(path.join(import.meta.dirname, 'load.mjs'), { execArgv: [] })
  const measured = new Promise<Measured>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Measured))
    child.once('exit', (code) => reject(new Error(`the load generator ended with ${code}`)))
  })
  child.send(plan)
  const result = await measured
  child.disconnect()
  return result
}

function running(child: ChildProcess, port: number): Running {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    port,
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024,
    cpuMs: () => {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13)
      return (Number(user) + Number(system)) * tickMs
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
