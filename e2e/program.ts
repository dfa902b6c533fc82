import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

export type Program = {
  /** Everything it has written so far, to both streams. */
  output: () => string
  /** Waits for a text in its output; fails when it ends before, or says nothing of it in time. */
  says: (pattern: RegExp, patienceMs?: number) => Promise<void>
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
  signal: (signal: NodeJS.Signals) => void
  /** Ends it and all it has started, in order if it can be. */
  stop: () => Promise<number | null>
}

/** Runs a command with this environment and nothing else of ours but the home, in a process group of its own. */
export function startProgram(command: string, args: string[], cwd: string, env: Record<string, string>): Program {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: homedir(), TZ: 'UTC', ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  let hasEnded = false
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      hasEnded = true
      resolve(code)
    })
  })
  const output = () => Buffer.concat(chunks).toString()

  async function says(pattern: RegExp, patienceMs = 60_000) {
    for (const deadline = Date.now() + patienceMs; !pattern.test(output()); await pause(50)) {
      if (hasEnded) throw new Error(`it ended without saying ${pattern}:\n${output()}`)
      if (Date.now() > deadline) throw new Error(`it did not say ${pattern} in time:\n${output()}`)
    }
  }

  async function stop(): Promise<number | null> {
    child.kill('SIGTERM')
    const force = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 20_000)
    const code = await ended
    clearTimeout(force)
    return code
  }

  return { output, says, ended, signal: (signal) => void child.kill(signal), stop }
}
