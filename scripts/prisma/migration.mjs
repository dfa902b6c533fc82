// Authors one migration for both engines: `npm run migration -- <name>`, then look at the SQL and commit it.
// The snapshot is the schema that the committed migrations lead to; its difference to schema.prisma is the migration.
// A name that ends in `_additive` is a promise: the version before may start and work on a database that has it, as in
// the middle of an upgrade of several replicas. It may only make tables, indexes and columns that are empty or have a
// default (scripts/prisma/additive.mjs), and has no steps in code: what those fill, that version would write unfilled.
// Before a migration has reached anyone, delete its folders, restore the snapshot by git, and author it again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isMarkedAdditive, notAdditive } from './additive.mjs'
import { schemaDiff } from './diff.mjs'
import { engines, readSchema, root } from './schema-variant.mjs'

const migrations = path.join(root, 'prisma/migrations')
const snapshot = path.join(migrations, 'schema.snapshot.prisma')

async function main(name) {
  if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) fail('give the migration a name of small letters, digits and underscores')
  const from = existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : null
  const to = readSchema()
  const scripts = await Promise.all(engines.map(async (engine) => [engine, await schemaDiff(engine, from, to)]))
  if (scripts.every(([, sql]) => sql === '')) {
    writeFileSync(snapshot, to)
    return console.log('The tables are as the migrations leave them: there is nothing to migrate.')
  }
  const obstacles = isMarkedAdditive(name) ? scripts.flatMap(([, sql]) => notAdditive(sql)) : []
  if (obstacles.length > 0) fail(`it is not additive:\n${obstacles.join('\n')}`)
  const folder = `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`
  for (const [engine, sql] of scripts) write(path.join(migrations, engine, folder, 'migration.sql'), sql)
  writeFileSync(snapshot, to)
}

function write(file, sql) {
  mkdirSync(path.dirname(file), { recursive: true })
  // An engine that needs nothing still gets its file, so that both histories read alike.
  writeFileSync(file, sql || '-- Nothing to do on this engine.\n')
  console.log(path.relative(root, file))
}

function fail(sentence) {
  console.error(`migration: ${sentence}`)
  process.exit(2)
}

await main(process.argv[2])
