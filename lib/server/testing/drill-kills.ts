import 'server-only'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Database } from '../store/db'
import { testEngine } from './database'
import { rowsOf, structureOf, whileNobodyMigrates, type Structure } from './database-state'

type Opened = { url: string; client: Database }
/** After so many parts of the migrations to come, and at this id among the rows of the next. */
export type Place = readonly [done: number, position: number]

/** A database as it is now, and whether it is so still: rows always, tables until the first migration was taken whole. */
export async function wholeness({ url, client }: Opened) {
  const look = (before?: { structure: Structure; rows: Record<string, string> }) =>
    whileNobodyMigrates(url, async (connection) => {
      const structure = await structureOf(connection)
      return { structure, rows: await rowsOf(connection, before?.structure ?? structure, before?.rows) }
    })
  const [before, applied] = [await look(), await appliedOn(client)]
  return async () => {
    const isOld = (await appliedOn(client)) === applied
    const { structure, rows } = await look(before)
    if (isOld) expect(structure.text).toBe(before.structure.text)
    expect(rows).toEqual(before.rows)
  }
}

/** How far it has come: the SQL that was taken and the steps that are done of all migrations, and the place in the present one. */
async function progressOn(client: Database): Promise<{ done: number; position: number }> {
  const rows = await client.$queryRaw<{ applied_steps_count: number; logs: string | null }[]>`
    SELECT applied_steps_count, logs FROM _prisma_migrations`
  return {
    done: rows.reduce((sum, row) => sum + row.applied_steps_count, 0),
    position: Math.max(...rows.map(({ logs }) => Number(logs ?? 0))),
  }
}
const appliedOn = async (client: Database) => (await progressOn(client)).done

type Ended = [number | null, string | null]

/** Kills a process that migrates when it is time, asked once it begins. Answers whether it still ran. */
async function killWhen(child: ChildProcess, isTime: () => Promise<boolean>): Promise<boolean> {
  const ended = once(child, 'exit') as Promise<Ended>
  await once(child, 'message')
  child.send('go')
  while (child.exitCode === null && !(await isTime())) await delay(5)
  child.kill('SIGKILL')
  return (await ended)[1] === 'SIGKILL'
}

/** Kills one that goes by parts in the first of them for which it is time, or a moment after. Answers whether there was one. */
export async function killInPart(child: ChildProcess, isTime: () => Promise<boolean>): Promise<boolean> {
  const ended = once(child, 'exit') as Promise<Ended>
  let isLast = false
  child.on('message', async (question) => {
    // It asks before the next part: that one is never begun.
    if (isLast) return
    isLast = question === 'part' && (await isTime())
    child.send('go')
    if (!isLast) return
    await delay(Math.random() * 10)
    child.kill('SIGKILL')
  })
  return (await ended)[1] === 'SIGKILL'
}

/** The committed migrations, one with a statement at its end that takes its time. */
function slowMigrations(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.join(process.cwd(), 'prisma/migrations'), folder, { recursive: true })
  const slow = {
    sqlite: `CREATE TABLE "Slow" AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000)
      SELECT i, randomblob(1000) AS b FROM n`,
    // PostgreSQL then sees by itself that its client is gone, and rolls back.
    postgresql: `SET LOCAL client_connection_check_interval = '100ms';\nSELECT pg_sleep(120)`,
  }
  appendFileSync(path.join(folder, testEngine, name, 'migration.sql'), `\n${slow[testEngine]};\n`)
  return folder
}

/** Whether the slow statement runs: SQLite writes what a transaction has no memory for into its log. */
async function isInSlowStatement({ url, client }: Opened): Promise<boolean> {
  if (testEngine === 'sqlite') return statSync(`${url.replace('file:', '')}-wal`).size > 16 * 1024 * 1024
  const rows = await client.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`
  return rows.length > 0
}

type Way = Opened & {
  /** Starts a process of migrate-process.ts. */
  start: (...args: string[]) => ChildProcess
  name: string
  places: readonly Place[]
  isWhole: () => Promise<void>
}

/** Kills what migrates: once in the SQL of this migration, then at places on the way to the end. Answers how often. */
export async function killOnTheWay({ url, client, start, name, places, isWhole }: Way): Promise<number> {
  const folder = slowMigrations(name)
  const isKilled = await killWhen(start(url, folder), () => isInSlowStatement({ url, client }))
  rmSync(folder, { recursive: true })
  await isWhole()
  const { done: base } = await progressOn(client)
  let kills = Number(isKilled)
  for (const [done, position] of places) {
    const isThere = async () => {
      const at = await progressOn(client)
      return at.done > base + done || (at.done === base + done && at.position >= position)
    }
    kills += Number(await killInPart(start(url, '', 'by parts'), isThere))
  }
  return kills
}
