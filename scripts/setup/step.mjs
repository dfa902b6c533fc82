import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/** What children must not do behind anyone's back: fetch engines, report home. */
export const quietEnv = {
  CHECKPOINT_DISABLE: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_SCHEMA_ENGINE_BINARY: `${root}/scripts/prisma/schema-engine.txt`,
}

/** Runs `fn` and prints one line with its time. */
export async function step(title, fn) {
  const start = performance.now()
  const result = await fn()
  console.log(`${title} · ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

/**
 * Runs a command, in the clone unless told otherwise; resolves when it ends with 0. Its output is kept and shown only if
 * it fails, so that a good run stays at one line per step. The children end when this process is asked to.
 */
export function run(command, args, env = {}, cwd = root) {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: definedOf({ ...process.env, ...quietEnv, ...env }),
      shell: isWindowsScript(command),
    }
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    const end = () => child.kill('SIGTERM')
    process.once('exit', end)
    child.on('error', (error) => reject(new StepError(`${command} cannot be run: ${error.message}`)))
    child.on('close', (code, signal) => {
      process.off('exit', end)
      if (code === 0) return resolve()
      process.stderr.write(Buffer.concat(output))
      reject(new StepError(`${[command, ...args].join(' ')} ended with ${signal ?? code}`))
    })
  })
}

/** Until the returned function is called, a signal ends this process and by that the children of `run`. */
export function leaveOnSignals() {
  const leave = { SIGINT: () => process.exit(130), SIGTERM: () => process.exit(143), SIGHUP: () => process.exit(129) }
  for (const [signal, handler] of Object.entries(leave)) process.on(signal, handler)
  return () => Object.entries(leave).forEach(([signal, handler]) => process.off(signal, handler))
}

/** Ends this process: with the sentence of a failed step, or with all that is known of another error. */
export function endByStepError(error) {
  console.error(error instanceof StepError ? error.message : error)
  process.exit(1)
}

/** A failure whose sentence says it all: no stack is printed for it. */
export class StepError extends Error {}

const isWindowsScript = (command) => process.platform === 'win32' && command === 'npm'
const definedOf = (env) => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
