import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { constants } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { findProgram } from '../testing/find-program.mjs'

/** The full path of Debian's registry; throws how to get it. */
export function findRegistry(): string {
  const program = findProgram('docker-registry')
  if (program) return program
  throw new Error(
    'docker-registry is not installed. On Debian and Ubuntu: "apt-get install --no-install-recommends docker-registry"; ' +
      'that also starts it as a service on port 5000, which "systemctl disable --now docker-registry" undoes',
  )
}

/** Throws a sentence when something listens on this port of 127.0.0.1 already. */
export async function ensureFree(port: number): Promise<void> {
  const probe = createServer().listen(port, '127.0.0.1')
  try {
    await once(probe, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES') throw new Error(`REGISTRY_PORT ${port} may not be used by this user: choose one above 1023`)
    throw new Error(
      `REGISTRY_PORT ${port} on 127.0.0.1 is taken (${code}): choose another, or stop what listens there; ` +
        'as a service of Debian\'s that is "systemctl disable --now docker-registry"',
    )
  }
  await new Promise((closed) => probe.close(closed))
}

/** Runs the registry until it ends or this process is asked to; calls `ready` once it answers. Resolves to its exit code. */
export async function runRegistry(program: string, file: string, port: number, ready: () => void): Promise<number> {
  const child = spawn(program, ['serve', file], {
    // It takes every REGISTRY_… variable as configuration, and ours are none of its own.
    env: { PATH: process.env.PATH, HOME: process.env.HOME } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A terminal's Ctrl-C would end it on the spot; it drains at the SIGTERM it gets from here.
    detached: true,
  })
  endWithUs(child)
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const running = new AbortController()
  void ended.catch(() => undefined).then(() => running.abort())
  if (await answers(port, running.signal)) ready()
  const [code, signal] = await ended
  return code ?? 128 + constants.signals[signal!]
}

function endWithUs(child: ChildProcess) {
  let interrupted = false
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill('SIGTERM'))
  process.on('SIGINT', () => {
    child.kill(interrupted ? 'SIGKILL' : 'SIGTERM')
    interrupted = true
  })
  process.once('exit', () => child.kill('SIGTERM'))
}

/** Waits until the registry asks for a token; false when it ended before. */
async function answers(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const response = await fetch(`http://127.0.0.1:${port}/v2/`, { signal }).catch(() => null)
    if (response?.status === 401) return true
    await pause(50, undefined, { signal }).catch(() => undefined)
  }
  return false
}
