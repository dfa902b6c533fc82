import 'server-only'
import { existsSync } from 'node:fs'
import type { env } from '../env'
import { engineOf } from './db'
import { emptyDatabase, schemaState } from './schema-state'
import { sqlitePath } from './sqlite-file'

/**
 * Throws a sentence where there is no installation. A command that was started in another folder than the server, or
 * without its variables, must not make another one and work on that.
 */
export async function ensureInstalled({
  DATA_DIR,
  DATABASE_URL,
}: Pick<ReturnType<typeof env>, 'DATA_DIR' | 'DATABASE_URL'>) {
  const refuse = (what: string): never => {
    throw new Error(`${what}, and none is made: DATA_DIR and DATABASE_URL must be those of the server`)
  }
  if (!existsSync(DATA_DIR)) refuse(`there is no folder ${DATA_DIR}`)
  const state = await schemaState(DATABASE_URL)
  if (state.kind === 'ready' || state.missing !== emptyDatabase) return
  refuse(
    engineOf(DATABASE_URL) === 'sqlite' ? `there is no database ${sqlitePath(DATABASE_URL)}` : 'the database is empty',
  )
}
