import { expect, test } from 'vitest'
import { refusedRow } from './refused-row'

const failure = (code: string, more: object = {}) => Object.assign(new Error('said'), { code, ...more })

test.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', '23505', '22003', '42703'])('%s is a row’s fault', (code) => {
  expect(refusedRow('row 7 of Robot (id 9)', failure(code)).message).toBe(
    'row 7 of Robot (id 9): said: see what npm run check says of the database that it was made of',
  )
})

test('which key is there already is told, and never a whole row with its hashes', () => {
  const told = (code: string, detail: string) => refusedRow('row 7', failure(code, { detail })).message
  expect(told('23505', 'Key (id)=(9) exists.')).toContain('said (Key (id)=(9) exists): see')
  for (const code of ['23502', '23514', '22P02'])
    expect(told(code, 'Failing row contains (9, $argon2id$hash).')).not.toContain('argon2id')
})

test.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', '53100', '57P01', '08006', 'ECONNRESET', ''])(
  '%s is no row’s fault, and blames none',
  (code) => expect(refusedRow('row 7 of Robot (id 9)', failure(code)).message).toBe('said'),
)
