import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { disconnect, openDatabase, type Database } from '../db'
import { parseEnv } from '../../env'
import { Prisma } from '../../generated/sqlite/client'
import { setGlobalState } from '../../global-state'
import { migrate } from '../migrate'
import { schemaState } from '../schema-state'
import { blankDatabase, testEngine } from '../../testing/database'
import type { CodeStep, CodeSteps } from './code-step'
import { codeSteps } from './code-steps'

const name = '99990101000000_numbers'
const rowCount = 40
let folder: string
let url: string
let drop: () => Promise<void>
let client: Database

beforeAll(() => void setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' })))
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
  mkdirSync(path.join(folder, testEngine, name))
  const rows = Array.from({ length: rowCount }, (_, index) => `(${index + 1}, 0)`).join(', ')
  const table = 'CREATE TABLE "Numbers" ("id" INTEGER NOT NULL PRIMARY KEY, "times" INTEGER NOT NULL)'
  const sql = `${table};\nINSERT INTO "Numbers" VALUES ${rows};\n`
  writeFileSync(path.join(folder, testEngine, name, 'migration.sql'), sql)
  ;({ url, drop } = await blankDatabase())
  await migrate(url)
  client = openDatabase(url)
})
afterEach(async () => {
  await disconnect(client)
  await drop()
  rmSync(folder, { recursive: true })
})

const run = (steps: readonly CodeStep[]) => migrate(url, folder, { ...codeSteps, [name]: steps } satisfies CodeSteps)
const timesOf = async () =>
  (await client.$queryRaw<{ times: number }[]>`SELECT "times" FROM "Numbers" ORDER BY "id"`).map(({ times }) => times)
const all = (times: number) => Array<number>(rowCount).fill(times)

/** Not idempotent on purpose: a chunk that was done twice, or not at all, shows. `fail` is asked before each is done. */
const counting =
  (fail: (position: number) => boolean = () => false): CodeStep =>
  async (connection, position) => {
    const to = position + 3
    await connection.run(
      Prisma.sql`UPDATE "Numbers" SET "times" = "times" + 1 WHERE "id" > ${position} AND "id" <= ${to}`,
    )
    if (fail(position)) throw new Error('on the way')
    return to >= rowCount ? null : to
  }

test('steps are taken in order after the SQL, and once', async () => {
  expect(await run([counting(), counting()])).toEqual([name])
  expect(await timesOf()).toEqual(all(2))
  expect(await run([counting(), counting()])).toEqual([])
  expect(await timesOf()).toEqual(all(2))
})

test('one that fails has done whole chunks and is gone on with, however often', async () => {
  for (const place of [0, 9, 9, 27]) {
    const failing = counting((position) => position === place)
    await expect(run([failing, counting()])).rejects.toThrow('on the way')
    expect(await timesOf()).toEqual(all(0).map((_, index) => (index < place ? 1 : 0)))
  }
  await expect(run([counting(), counting((position) => position === 12)])).rejects.toThrow('on the way')
  expect(await run([counting(), counting()])).toEqual([name])
  expect(await timesOf()).toEqual(all(2))
})

test('replicas that start together share the work, and one of them has finished it', async () => {
  const finished = await Promise.all(Array.from({ length: 4 }, () => run([counting(), counting()])))
  expect(finished.flat()).toEqual([name])
  expect(await timesOf()).toEqual(all(2))
})

describe('while one is under way', () => {
  const unfinished = () => expect(run([counting((position) => position === 9)])).rejects.toThrow('on the way')

  test('the database is not ready for who waits', async () => {
    await unfinished()
    const steps = { ...codeSteps, [name]: [counting()] }
    expect(await schemaState(url, folder, steps)).toEqual({
      kind: 'missing',
      missing: `it lacks the migration ${name}`,
    })
    await run([counting()])
    expect(await schemaState(url, folder, steps)).toEqual({ kind: 'ready' })
  })

  test('an edited migration stops the start', async () => {
    await unfinished()
    writeFileSync(path.join(folder, testEngine, name, 'migration.sql'), 'CREATE TABLE "Other" ("id" INTEGER);\n')
    await expect(run([counting()])).rejects.toThrow(`${name} was edited`)
  })

  test('one without steps that did not end still counts as failed', async () => {
    await unfinished()
    await expect(migrate(url, folder, codeSteps)).rejects.toThrow(`${name} failed earlier`)
  })
})
