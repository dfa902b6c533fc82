import 'server-only'
import { Prisma } from '../../generated/sqlite/client'
import { migrationsOf } from '../migrations-of'
import { openSnapshot, rowsOf } from '../snapshot'
import { keptTables } from '../tables'
import { nameOf, type RawRow, type Snapshot, type Table } from '../table'
import { asBytes, asName } from '../value'
import { Findings, type Finding } from './findings'
import { checkIndexes, duplicates } from './indexes'
import { checkLiveSecrets } from './live-secrets'
import { checkLastIds } from './last-ids'
import { rowChecks, type Fields } from './row-checks'
import { statements } from './statements'

/** What was found, and how many rows were looked at. */
type Checked = { findings: Finding[]; rows: number }

/**
 * Looks whether all of a database is as this version writes it, at one moment, whoever works on it meanwhile. Reads only.
 * Throws where there is no database, or one of another version: then nothing can be said. `key`: SECRET_KEY, if there is one.
 */
export async function checkDatabase(url: string, key: string | null): Promise<Checked> {
  const snapshot = await openSnapshot(url)
  try {
    const { isCurrent } = await migrationsOf(snapshot)
    if (!isCurrent) throw new Error('the database lacks migrations: start the server first, which takes them')
    const findings = new Findings()
    const step = (what: string, run: () => Promise<void>) => attempt(snapshot, findings, what, run)
    let rows = 0
    if (snapshot.engine === 'sqlite') await step('the file', () => checkFile(snapshot, findings))
    await step('indexes and triggers', () => checkIndexes(snapshot, findings))
    for (const { what, ids } of [...statements(snapshot.engine), ...(await duplicates(snapshot))])
      await step(what, () => checkStatement(snapshot, findings, what, ids))
    await step('live secrets', () => checkLiveSecrets(snapshot, findings))
    await step('ids to come', () => checkLastIds(snapshot, findings))
    const [tables, checks] = [await snapshot.tables(), rowChecks(key)]
    for (const name of keptTables)
      await step(name, async () => {
        const table = tables.find((each) => each.name === name)
        if (table) rows += await checkRows(snapshot, findings, table, checks[name])
        else findings.add('a table is not there', name)
      })
    return { findings: findings.all(), rows }
  } finally {
    await snapshot.close()
  }
}

/** Of a database that is damaged a part may be past reading: what was found elsewhere is told all the same. */
async function attempt(
  { ask, engine }: Snapshot,
  findings: Findings,
  what: string,
  run: () => Promise<void>,
): Promise<void> {
  // PostgreSQL answers nothing more in a transaction in which something failed.
  const mark = (sql: string) => (engine === 'postgresql' ? ask(Prisma.raw(sql)) : [])
  try {
    await mark('SAVEPOINT "part"')
    await run()
  } catch (error) {
    await mark('ROLLBACK TO SAVEPOINT "part"')
    findings.add(`it could not be looked at, and may be wrong (${(error as Error).message})`, what)
  }
}

/** SQLite's own: pages, indexes, and what its rules say of columns. */
async function checkFile({ ask }: Snapshot, findings: Findings): Promise<void> {
  for (const [said] of await ask(Prisma.raw('PRAGMA integrity_check(20)')))
    if (said !== 'ok') findings.add('the file is damaged', said)
}

/** As many as are counted one by one: a database in which more are wrong is told by these. */
const mostOfOne = 10_000

async function checkStatement(
  { ask, engine }: Snapshot,
  findings: Findings,
  what: string,
  ids: Prisma.Sql,
): Promise<void> {
  const shown = Prisma.raw(engine === 'sqlite' ? asBytes('"id"') : '"id"')
  const rows = await ask(Prisma.sql`WITH "wrong"("id") AS (${ids}) SELECT ${shown} FROM "wrong" LIMIT ${mostOfOne}`)
  for (const [id] of rows) findings.add(what, asName(id))
}

type Check = ReturnType<typeof rowChecks>[string]

/** Answers how many there are. */
async function checkRows(snapshot: Snapshot, findings: Findings, table: Table, check: Check | undefined) {
  let count = 0
  for await (const rows of rowsOf(snapshot, table)) {
    count += rows.length
    for (const row of rows) checkRow(snapshot, findings, table, row, check)
  }
  return count
}

function checkRow({ read }: Snapshot, findings: Findings, table: Table, row: RawRow, check: Check | undefined): void {
  const { name, columns } = table
  const id = () => nameOf(table, row)
  const fields: Fields = {}
  let isRead = true
  for (const [at, column] of columns.entries()) {
    const value = read(row[at], column)
    if (value === undefined) findings.add(`${name}: what is in "${column.name}" is no ${column.type}`, id())
    isRead &&= value !== undefined
    fields[column.name] = value ?? null
  }
  // What could not be read would be found a second time.
  for (const wrong of isRead && check ? check(fields) : []) if (wrong) findings.add(`${name}: ${wrong}`, id())
}
