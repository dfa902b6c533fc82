import 'server-only'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { CodeSteps } from './code-step'
import { codeSteps } from './code-steps'

export type Migration = { name: string; sql: string; checksum: string }

/**
 * A row of Prisma's own table of migrations. As long as steps in code are under way, `finished_at` is empty,
 * `applied_steps_count` counts the SQL and the steps that are done, and `logs` says how far the present one has come.
 */
export type Applied = {
  migration_name: string
  checksum: string
  finished_at: unknown
  rolled_back_at: unknown
  applied_steps_count: number
  logs: string | null
}

export const appliedColumns = [
  'migration_name',
  'checksum',
  'finished_at',
  'rolled_back_at',
  'applied_steps_count',
  'logs',
] as const
export const selectApplied = `SELECT ${appliedColumns.join(', ')} FROM _prisma_migrations`

/** The committed migrations of one engine's folder, in order. */
export function readMigrations(directory: string): Migration[] {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * What the name of a migration ends in that leaves a process of the version before at ease: it reads and writes as
 * ever, and may start. Only the name tells, since that version has no file of it.
 */
const additive = /_additive$/

/** Throws when the database has had a migration that this version does not know, unless it is marked as additive. */
export function refuseForeign(migrations: readonly Migration[], applied: readonly Applied[]): void {
  const known = new Set(migrations.map(({ name }) => name))
  const foreign = applied.find(
    ({ migration_name: name, finished_at, rolled_back_at }) =>
      !rolled_back_at && !known.has(name) && !(finished_at && additive.test(name)),
  )
  if (foreign) throw new Error(`it was set up by another version, with the migration ${foreign.migration_name}`)
}

/** What is still to do or to finish, after checking that what was done is what is committed. */
export function outstanding(
  migrations: readonly Migration[],
  applied: readonly Applied[],
  steps: CodeSteps = codeSteps,
): Migration[] {
  const present = applied.filter((row) => !row.rolled_back_at)
  const failed = present.find((row) => !row.finished_at && !(row.applied_steps_count > 0 && steps[row.migration_name]))
  if (failed) throw new Error(`migration ${failed.migration_name} failed earlier: resolve it before starting again`)
  const known = new Map(present.map((row) => [row.migration_name, row]))
  const edited = migrations.find(({ name, checksum }) => (known.get(name)?.checksum ?? checksum) !== checksum)
  if (edited) throw new Error(`migration ${edited.name} was edited after it was applied`)
  return migrations.filter(({ name }) => !known.get(name)?.finished_at)
}
