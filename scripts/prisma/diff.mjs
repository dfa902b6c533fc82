import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { schemaVariant } from './schema-variant.mjs'

/**
 * The SQL that leads an engine's database from one schema text to another (`null`: from nothing); '' if they agree.
 * Prisma's schema engine as WebAssembly, asked without any database.
 */
export async function schemaDiff(engine, from, to) {
  const { SchemaEngine } = await loadWasm()
  const target = schemaVariant(to, engine)
  const schemaEngine = await SchemaEngine.new({ datamodels: [['schema.prisma', target]] }, () => {}, offline(engine))
  const { stdout, exitCode } = await schemaEngine.diff({
    from: from === null ? { tag: 'empty' } : datamodel(schemaVariant(from, engine)),
    to: datamodel(target),
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === 0 ? '' : withoutCreateSchema(stdout)
}

const datamodel = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] })

/** `public` is there already, and making it asks for a right on the database that an application's user often lacks. */
const withoutCreateSchema = (sql) =>
  sql.replace(/-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n+/, '').trimEnd() + '\n'

let loaded

/** Node loads the package's JavaScript but not its .wasm import, so the two are tied together here. */
async function loadWasm() {
  if (loaded) return loaded
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bindings = await import(glue)
  const wasm = new WebAssembly.Module(readFileSync(glue.replace(/\.js$/, '.wasm')))
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return (loaded = bindings)
}

/** A connection to nothing: it tells the engine's version when asked and refuses whatever would need a database. */
function offline(engine) {
  const info = { provider: engine === 'postgresql' ? 'postgres' : engine, adapterName: 'offline' }
  const refuse = async () => {
    throw new Error('a schema diff must not touch a database')
  }
  const connection = {
    ...info,
    queryRaw: async ({ sql }) => (sql.includes('numeric_version') ? postgresVersion : noRows),
    executeRaw: refuse,
    executeScript: async () => {},
    startTransaction: refuse,
    dispose: async () => {},
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  }
  return bindMigrationAwareSqlAdapterFactory({ ...info, connect: async () => connection, connectToShadowDb: refuse })
}

const noRows = { columnNames: [], columnTypes: [], rows: [] }
const postgresVersion = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 15.0', 150_000]],
}
