import { expect, test } from 'vitest'
import { asRefusal, Refusal } from './errors'
import { asUnavailable, isBrokenConnection, isDatabaseUnavailable } from './unavailable'

/** As Prisma hands on what its adapter has recognised, and what it has not. */
const known = (kind: string, originalCode: string) => ({
  code: 'P2039',
  meta: { driverAdapterError: { cause: { kind, originalCode, originalMessage: 'x' } } },
})
const ofAdapter = (kind: string, originalCode?: string, originalMessage?: string) => ({
  name: 'DriverAdapterError',
  message: kind,
  cause: { kind, originalCode, originalMessage },
})
const ofDriver = (code: string) => Object.assign(new Error('x'), { code })

test.each<[unknown, 'unavailable' | 'broken' | 'other']>([
  // PostgreSQL: it ends, has ended, starts; limits of time; conflicts; no room; a standby
  [known('postgres', '57P01'), 'broken'],
  [known('postgres', '57P02'), 'broken'],
  [ofDriver('57P03'), 'broken'],
  [ofDriver('08006'), 'broken'],
  [known('postgres', '57014'), 'unavailable'],
  [known('postgres', '55P03'), 'unavailable'],
  [ofAdapter('TransactionWriteConflict', '40P01'), 'unavailable'],
  [ofAdapter('TooManyConnections', '53300'), 'unavailable'],
  [ofAdapter('postgres', '53100'), 'unavailable'],
  [ofAdapter('postgres', '25006'), 'unavailable'],
  // Its driver
  [new Error('Connection terminated unexpectedly'), 'broken'],
  [new Error('terminating connection due to administrator command'), 'broken'],
  [new Error('connect ECONNREFUSED 127.0.0.1:5432'), 'unavailable'],
  [Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'unavailable'],
  [new Error('read ECONNRESET'), 'broken'],
  [new Error('Client has encountered a connection error and is not queryable'), 'unavailable'],
  [new Error('Connection terminated due to connection timeout'), 'broken'],
  [new Error('timeout exceeded when trying to connect'), 'unavailable'],
  [ofAdapter('DatabaseNotReachable'), 'unavailable'],
  [ofAdapter('ConnectionClosed'), 'broken'],
  [ofAdapter('SocketTimeout'), 'broken'],
  [ofAdapter('AuthenticationFailed', '28P01'), 'unavailable'],
  // SQLite
  [new Error('SQLITE_BUSY: database is locked'), 'unavailable'],
  [ofAdapter('SocketTimeout', '5', 'SQLITE_BUSY: database is locked'), 'unavailable'],
  [new Error('SQLITE_FULL: database or disk is full'), 'unavailable'],
  [ofAdapter('sqlite', '778', 'SQLITE_IOERR: disk I/O error'), 'unavailable'],
  [new Error('SQLITE_NOTADB: file is not a database'), 'unavailable'],
  // Prisma itself
  [{ code: 'P1001' }, 'unavailable'],
  [{ code: 'P1008' }, 'unavailable'],
  [{ code: 'P1017' }, 'unavailable'],
  [{ code: 'P2024' }, 'unavailable'],
  [{ code: 'P2028' }, 'unavailable'],
  // What is the request's, or a fault of ours
  [{ code: 'P2002' }, 'other'],
  [known('UniqueConstraintViolation', '23505'), 'other'],
  [known('ForeignKeyConstraintViolation', '23503'), 'other'],
  [ofAdapter('ForeignKeyConstraintViolation', '787'), 'other'],
  [known('postgres', '42601'), 'other'],
  [ofAdapter('sqlite', '531', 'SQLITE_CONSTRAINT: x'), 'other'],
  [new TypeError('x is not a function'), 'other'],
  [null, 'other'],
])('%j is %s', (error, kind) => {
  expect(isDatabaseUnavailable(error)).toBe(kind !== 'other')
  expect(isBrokenConnection(error)).toBe(kind === 'broken')
  expect(asRefusal(asUnavailable(error))?.kind).toBe(kind === 'other' ? undefined : 'unavailable')
})

test('a refusal stays what it is, whatever it is about', () => {
  const refusal = new Refusal('not-found', 'no such table')
  expect(asUnavailable(refusal)).toBe(refusal)
})
