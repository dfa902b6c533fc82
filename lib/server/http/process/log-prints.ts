import 'server-only'
import { format, stripVTControlCharacters } from 'node:util'
import { log } from '../../log'
import { isBeforeAction } from '../pages/action-scope'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** Beyond that, what comes within a minute is only counted: some of it tells of what a stranger has sent. */
const linesPerMinute = 60
const maxLength = 4_000

const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'debug' } as const

/**
 * Makes lines of the log of all that libraries print by themselves, Next's errors with their stacks above all: one line
 * for each text. Only what Node prints as it dies is not among them.
 */
export function logPrints(): void {
  const take = sieve((level, fields, text) => log()[level](fields, text))
  const methods = Object.entries(levels).map(([method, level]) => [
    method,
    (...values: unknown[]) => take(level, format(...values)),
  ])
  Object.assign(console, Object.fromEntries(methods))
  process.stdout.write = writer((text) => take('info', text))
  process.stderr.write = writer((text) => take('warn', text))
  process.removeAllListeners('warning')
  process.on('warning', ({ name, message }) => take('warn', `${name}: ${message}`))
}

/** Shortens what comes, and lets through as much of it as the log can bear; the rest is told by its number. */
export function sieve(put: (level: Level, fields: object, text: string) => void): (level: Level, text: string) => void {
  let lines = 0
  const turn = () => {
    const omitted = lines - linesPerMinute
    if (omitted > 0) put('warn', { omitted }, 'more was printed in a minute than the log takes')
    lines = 0
  }
  return (level, text) => {
    const plain = stripVTControlCharacters(text).trim()
    if (plain === '') return
    if (lines++ === 0) setTimeout(turn, 60_000).unref()
    if (lines > linesPerMinute) return
    // What the sender of an action did wrong is no warning to us.
    put(isBeforeAction() ? 'info' : level, { printed: true }, plain.slice(0, maxLength))
  }
}

/** Stands in for a stream's `write`. */
const writer = (take: (text: string) => void) =>
  ((chunk: string | Uint8Array, encoding?: BufferEncoding | (() => void), done?: () => void): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    const called = typeof encoding === 'function' ? encoding : done
    if (called) process.nextTick(called)
    return true
  }) as typeof process.stdout.write
