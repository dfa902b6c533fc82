import 'server-only'
import { engineOf } from '../store/db'
import type { Migration } from '../store/migrations/history'
import { agreeOnKey, writeKey } from './keys'
import { loadPostgres, refuseFilledPostgres } from './load-postgres'
import { loadSqlite, refuseFilledSqlite } from './load-sqlite'
import type { Head } from './marks'
import { committed } from './migrations-of'
import { openBackup, type OpenedBackup } from './open'

type Input = { url: string; file: string; passphrase: string }

/**
 * Brings a backup into an empty installation, of whichever engine, and then up to this version: all of it or nothing, so
 * that it may be repeated. Throws a sentence, before anything is written, where the installation is not empty or has
 * another key, or the backup is not whole, of a newer version or sealed by another passphrase.
 */
export async function restoreBackup({ url, file, passphrase }: Input): Promise<OpenedBackup> {
  const isPostgres = engineOf(url) === 'postgresql'
  await (isPostgres ? refuseFilledPostgres(url) : refuseFilledSqlite(url))
  const backup = await openBackup(file, passphrase)
  const after = committed(engineOf(url))
  const before = migrationsBefore(backup.head, after)
  const loading = { parts: backup.parts, before, after, agreed: agreeOnKey(backup.head.key) }
  await (isPostgres ? loadPostgres(url, loading) : loadSqlite(url, loading))
  return backup
}

/** Writes the backup's key where an installation without the variable SECRET_KEY keeps it, and nothing else. */
export async function restoreKey({ file, passphrase }: Omit<Input, 'url'>): Promise<void> {
  const { head } = await openBackup(file, passphrase)
  writeKey(head.key)
}

function migrationsBefore({ migrations, version }: Head, known: readonly Migration[]): Migration[] {
  const newer = migrations.find((name) => !known.some((each) => each.name === name))
  if (newer)
    throw new Error(
      `it was made by a newer version (${version}), with the migration ${newer}: restore it with that one`,
    )
  return known.filter(({ name }) => migrations.includes(name))
}
