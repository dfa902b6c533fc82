import { expect, test } from 'vitest'
import { asRefusal, isDatabaseUnavailable } from './errors'
import { asUnavailable } from './transaction'

test.each([
  // What the two drivers say when the database is locked, full, gone, or has no connection free in time.
  [{ code: 'P1008' }, true],
  [{ code: 'P2028' }, true],
  [new Error('SQLITE_BUSY: database is locked'), true],
  [new Error('SQLITE_FULL: database or disk is full'), true],
  [new Error('timeout exceeded when trying to connect'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new Error('connect ECONNREFUSED 127.0.0.1:5432'), true],
  [{ code: 'P2002' }, false],
  [new TypeError('x is not a function'), false],
  [null, false],
])('%j means an unavailable database: %s', (error, unavailable) => {
  expect(isDatabaseUnavailable(error)).toBe(unavailable)
  expect(asRefusal(asUnavailable(error))?.kind).toBe(unavailable ? 'unavailable' : undefined)
})
