import 'server-only'
import pino, { type Logger, type LoggerOptions } from 'pino'
import { env } from './env'
import { globalState } from './global-state'
import { withoutSecrets } from './secrets/secret'

/** Names under which a secret could reach a log line, at the top and one level down. */
const secretKeys = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'hash',
  'passwordHash',
  'privateKey',
  'access_token',
]

/** The process's log: JSON lines on standard output, secrets redacted. */
// By its number: left to itself it would write to whatever has taken the place of process.stdout.write.
export const log = (): Logger => globalState('log', () => pino(logOptions(), inOneWrite(pino.destination(1))))

let flushAtExit = () => {}

/** How long a line may wait for others; only a process that is killed loses those that wait. */
const gatherMs = 20

/** Lines that come close together are one call of the system: a call for each costs as much as a signature. */
function inOneWrite(output: ReturnType<typeof pino.destination>) {
  let lines = ''
  const flush = () => {
    const waiting = lines
    lines = ''
    if (waiting !== '') output.write(waiting)
  }
  process.off('exit', flushAtExit)
  flushAtExit = flush
  process.on('exit', flushAtExit)
  return {
    write(line: string) {
      if (lines === '') setTimeout(flush, gatherMs).unref()
      lines += line
    },
    flushSync: flush,
  }
}

/** Secrets by their names, and those of our making wherever they stand: in a path, say, or in the sentence of an error. */
export const logOptions = (): LoggerOptions => ({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  hooks: { streamWrite: withoutSecrets },
})

/**
 * The same log for the line that every request leaves. Its fields are all our own and none is a secret's, so it does
 * without the search for them, which costs a token request as much as reading its robot.
 */
export const accessLog = (): Logger => {
  const state = globalState<{ of?: Logger; plain?: Logger }>('access-log', () => ({}))
  const usual = log()
  if (state.of === usual && state.plain) return state.plain
  Object.assign(state, { of: usual, plain: usual.child({}, { redact: [] }) })
  return state.plain!
}
