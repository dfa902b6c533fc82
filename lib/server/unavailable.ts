import 'server-only'
import { outageDigest } from '@/lib/domain/outage'
import { asRefusal, Refusal } from './errors'
import { noteOutage } from './request-context'

/** What an error of Prisma, of its adapters or of a driver may carry. */
type Shape = {
  code?: unknown
  message?: unknown
  cause?: DriverCause
  meta?: { driverAdapterError?: { cause?: DriverCause } }
}
type DriverCause = { kind?: unknown; originalCode?: unknown; originalMessage?: unknown }

/** Prisma's codes, and the adapters' kinds they are made of. */
const prismaSigns = new Set([
  ...['P1000', 'P1001', 'P1002', 'P1003', 'P1008', 'P1010', 'P1011', 'P1017', 'P1018'],
  ...['P2021', 'P2024', 'P2028', 'P2034', 'P2037'],
  ...['AuthenticationFailed', 'DatabaseNotReachable', 'DatabaseDoesNotExist', 'DatabaseAccessDenied'],
  ...['TlsConnectionError', 'ConnectionClosed', 'SocketTimeout', 'TransactionAlreadyClosed'],
  ...['TableDoesNotExist', 'TransactionWriteConflict', 'TooManyConnections'],
])

/**
 * PostgreSQL's states (SQLSTATE) that pass: connection lost (08), no room (53), it goes down or starts (57P0), a limit
 * of time (57014, 55P03, 25P03), a conflict of transactions (40), a standby that only reads (25006), a disk (58).
 */
const passingState = /^(08\w{3}|53\w{3}|57P0\d|58\w{3}|57014|55P03|25P03|40001|40P01|25006)$/

const network = 'ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN'
const lost = 'Connection terminated|terminating connection|connection error and is not queryable|Client was closed'
const sqlite =
  'SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL|CORRUPT|NOTADB)|database or disk is full|disk I/O error|unable to open database|readonly database|no such table'
const texts = new RegExp(
  `${network}|${lost}|${sqlite}|timeout exceeded when trying to connect|timeout expired|Can't reach database`,
  'i',
)

/** The database is locked, unreachable, full, gone or too slow: worth another try, and no fault of the request. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { codes, text } = signs(error)
  return codes.some((code) => prismaSigns.has(code) || passingState.test(code)) || texts.test(text)
}

/** The connection to PostgreSQL broke, or was given up, while it was at work on what was last sent. */
export function isBrokenConnection(error: unknown): boolean {
  const { codes, text } = signs(error)
  // A locked SQLite file has the kind of a silent server.
  return !text.includes('SQLITE_') && (codes.some((code) => brokenSign.test(code)) || brokenText.test(text))
}

const brokenSign = /^(08\w{3}|57P0\d|ConnectionClosed|SocketTimeout)$/
const brokenText = /ECONNRESET|EPIPE|ETIMEDOUT|Connection terminated|terminating connection/i

function signs(error: unknown) {
  const { code, message, cause, meta } = (error ?? {}) as Shape
  const driver = meta?.driverAdapterError?.cause ?? cause
  const codes = [code, driver?.kind, driver?.originalCode].filter((each) => typeof each === 'string')
  return { codes, text: [...codes, message, driver?.originalMessage].join('\n') }
}

/** A database that cannot answer is told to the caller as such; the cause stays for the log. */
export function asUnavailable(error: unknown): unknown {
  if (asRefusal(error) || !isDatabaseUnavailable(error)) return error
  return outage('the database cannot be reached or written at the moment; nothing was changed', error)
}

/** The same where a change was just being committed: nobody can tell any more whether it was. */
export const asUnknownOutcome = (error: unknown): Refusal =>
  outage(
    'the connection to the database broke while the change was being saved: it is not known whether it was saved; look before repeating it',
    error,
    'outcome-unknown',
  )

/** A restart of a database takes about this long; a lock that somebody holds may be gone as soon. */
export const retryAfterSeconds = 5

function outage(message: string, cause: unknown, reason?: 'outcome-unknown'): Refusal {
  noteOutage('met')
  const refusal = new Refusal('unavailable', message, reason, retryAfterSeconds)
  refusal.cause = cause
  // The only thing of an error that Next hands on to an error boundary of a page.
  return Object.assign(refusal, { digest: outageDigest })
}
