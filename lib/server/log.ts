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

type RequestLine = {
  requestId: string
  address: string
  method: string
  path: string
  status: number
  durationMs: number
  aborted?: true
}

/**
 * The line that every request leaves. Its fields are all our own and none is a secret's, so it does without the search
 * for them, and is put together at once: pino's own way costs a token request as much as all the rest of its answer.
 */
export function logRequest(level: 'debug' | 'info', line: RequestLine): void {
  const usual = log()
  if (!usual.isLevelEnabled(level)) return
  const head = `{"level":${usual.levels.values[level]},"time":"${new Date().toISOString()}",`
  const stream = (usual as unknown as Record<symbol, pino.DestinationStream>)[pino.symbols.streamSym]!
  stream.write(withoutSecrets(`${head}${JSON.stringify(line).slice(1, -1)},"msg":"request"}\n`))
}
