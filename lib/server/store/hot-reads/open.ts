import 'server-only'
import type { SqliteFile } from '../sqlite-file'
import type { HotReads } from './hot-reads'
import { openPostgresReads } from './postgresql'
import { openSqliteReads } from './sqlite'

/** Connects at the first read: to the file of SQLite, or to PostgreSQL where there is none. */
export const openHotReads = (url: string, file: SqliteFile | null): HotReads =>
  file ? openSqliteReads(url, file) : openPostgresReads(url)
