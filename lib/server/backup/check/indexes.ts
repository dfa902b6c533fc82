import 'server-only'
import { Prisma } from '../../generated/sqlite/client'
import type { Migration } from '../../store/migrations/history'
import { committed } from '../migrations-of'
import type { Snapshot, Table } from '../table'
import type { Findings } from './findings'

/** An index: which columns of which table have no value twice. */
type Unique = { table: string; columns: string[] }

/**
 * What migrations made beside the tables, and must be there and at work: indexes, triggers, which count robots, and on
 * PostgreSQL constraints; in SQLite's tables those stand themselves.
 */
export async function checkIndexes(snapshot: Snapshot, findings: Findings): Promise<void> {
  const rows = await snapshot.ask(Prisma.raw(atWork[snapshot.engine]))
  const there = new Set(rows.map(([name]) => String(name)))
  for (const name of namesOf(committed(snapshot.engine)))
    if (!there.has(name)) findings.add('an index, a trigger or a constraint is not there, or not at work', name)
}

/** At the start of a line: what is made under a condition is indented. */
const statement = /^(CREATE|DROP|ALTER) (?:UNIQUE )?(?:INDEX|TRIGGER|TABLE "\w+" (?:ADD|DROP) CONSTRAINT) "(\w+)"/gm
/** PostgreSQL's: SQLite's have no names. */
const primaryKey = /^ +CONSTRAINT "(\w+)" PRIMARY KEY/gm

function namesOf(migrations: readonly Migration[]): Set<string> {
  const names = new Set<string>()
  for (const { sql } of migrations) {
    for (const [, name] of sql.matchAll(primaryKey)) names.add(name!)
    for (const [text, verb, name] of sql.matchAll(statement)) {
      if (verb === 'DROP' || text.includes(' DROP ')) names.delete(name!)
      else names.add(name!)
    }
  }
  return names
}

const here = 'quote_ident(current_schema())::regnamespace'
const atWork: Readonly<Record<Snapshot['engine'], string>> = {
  sqlite: `SELECT "name" FROM sqlite_master WHERE "type" IN ('index', 'trigger')`,
  postgresql: `SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indisvalid AND c.relnamespace = ${here}
    UNION ALL SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND c.relnamespace = ${here}
    UNION ALL SELECT k.conname FROM pg_constraint k WHERE k.convalidated AND k.connamespace = ${here}
      AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgconstraint = k.oid AND t.tgenabled NOT IN ('O', 'A'))`,
}

/**
 * SQL for texts that there are twice although an index says otherwise: by another collation than the one it was made
 * with, it finds nothing twice.
 */
export async function duplicates({ engine, tables }: Snapshot): Promise<{ what: string; ids: Prisma.Sql }[]> {
  const present = await tables()
  const keys = present.map(({ name, key }): Unique => ({ table: name, columns: key }))
  return [...keys, ...uniquesOf(committed(engine))].flatMap(({ table, columns }) => {
    const found = present.find(({ name }) => name === table)
    const texts = found?.columns.filter(({ name, type }) => type === 'text' && columns.includes(name)) ?? []
    return found && texts.length > 0 ? [twice(found, columns, new Set(texts.map(({ name }) => name)))] : []
  })
}

function uniquesOf(migrations: readonly Migration[]): Unique[] {
  const made = /^CREATE UNIQUE INDEX "\w+" ON "(\w+)"\(([^)]*)\)/gm
  return migrations.flatMap(({ sql }) =>
    [...sql.matchAll(made)].map(([, table, list]) => ({
      table: table!,
      columns: [...list!.matchAll(/"(\w+)"/g)].map(([, column]) => column!),
    })),
  )
}

function twice({ name, key }: Table, columns: readonly string[], texts: ReadonlySet<string>) {
  // Nothing is joined to a text but that the index in question cannot be asked.
  const grouped = columns.map((column) => (texts.has(column) ? `"${column}" || ''` : `"${column}"`)).join(', ')
  const present = columns.map((column) => `"${column}" IS NOT NULL`).join(' AND ')
  return {
    what: `${name}: several have one ${columns.map((column) => `"${column}"`).join(', ')}`,
    ids: Prisma.raw(`SELECT MIN("${key[0]!}") FROM "${name}" WHERE ${present} GROUP BY ${grouped} HAVING COUNT(*) > 1`),
  }
}
