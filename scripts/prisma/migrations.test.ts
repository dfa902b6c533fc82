import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createClient } from '@libsql/client'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testEngine, useDatabase } from '@/lib/server/testing/database'
import { schemaDiff } from './diff.mjs'
import { readSchema } from './schema-variant.mjs'

const databaseUrl = useDatabase()
const snapshot = () =>
  readFileSync(path.join(import.meta.dirname, '../../prisma/migrations/schema.snapshot.prisma'), 'utf8')

test('the migrations are authored up to the present schema', async () => {
  expect(await schemaDiff(testEngine, snapshot(), readSchema()), 'run: npm run migration -- <name>').toBe('')
})

test('the migrations lead to the structure that the schema describes', async () => {
  const script = await schemaDiff(testEngine, null, readSchema())
  const [migrated, described] = await (testEngine === 'sqlite' ? inSqlite(script) : inPostgres(script))
  expect(described!.length).toBeGreaterThan(50)
  expect(migrated).toEqual(described)
})

test('a difference between migrations and schema is found', async () => {
  const changed = readSchema().replace('model Setting {', 'model Setting {\n  note String?')
  expect(await schemaDiff(testEngine, snapshot(), changed)).toMatch(/ALTER TABLE "Setting" ADD COLUMN\s+"note" TEXT/)
})

// Sorted lines, since a column that was added later stands last.
const lines = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

async function inSqlite(script: string): Promise<string[][]> {
  const fresh = createClient({ url: ':memory:' })
  await fresh.executeMultiple(script)
  const clients = [createClient({ url: databaseUrl() }), fresh]
  return Promise.all(
    clients.map(async (client) => {
      const results = await client.batch(sqliteStructure, 'read')
      client.close()
      return lines(results.flatMap(({ rows }) => rows.map((row) => ({ ...row }))))
    }),
  )
}

// The schema knows no index of texts: neither SQLite's, which is a table, nor PostgreSQL's.
const tables = `(SELECT name AS model FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT LIKE 'RobotText%' AND name <> '_prisma_migrations')`
const sqliteStructure = [
  `SELECT model, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM ${tables}, pragma_table_xinfo(model) c`,
  `SELECT model, f."from", f."table" AS target, f."to", f.on_update, f.on_delete FROM ${tables}, pragma_foreign_key_list(model) f`,
  `SELECT model, i.name, i."unique", i.partial, p.seqno, p.name AS "column" FROM ${tables}, pragma_index_list(model) i, pragma_index_info(i.name) p`,
]

async function inPostgres(script: string): Promise<string[][]> {
  const client = new pg.Client({ connectionString: databaseUrl() })
  await client.connect()
  try {
    await client.query('CREATE SCHEMA described')
    await client.query('SET search_path = described')
    await client.query(script)
    return [await postgresStructure(client, 'public'), await postgresStructure(client, 'described')]
  } finally {
    await client.end()
  }
}

/** Definitions are told relative to the search path, so both schemas read alike. */
async function postgresStructure(client: pg.Client, schema: string): Promise<string[]> {
  await client.query(`SET search_path = ${schema}`)
  const columns = await client.query(
    `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'`,
    [schema],
  )
  const constraints = await client.query(
    `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE connamespace = $1::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'`,
    [schema],
  )
  const indexes = await client.query(
    `SELECT indexname, replace(indexdef, ' ON ' || $1 || '.', ' ON ') AS definition FROM pg_indexes
     WHERE schemaname = $1 AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '%gin_trgm_ops%'`,
    [schema],
  )
  return lines([...columns.rows, ...constraints.rows, ...indexes.rows])
}
