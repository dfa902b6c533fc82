import 'server-only'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { connectSqlite } from '../store/migrations/connection'
import type { Migration } from '../store/migrations/history'
import { codeSteps } from '../store/migrations/code-steps'
import { takeAll } from '../store/migrations/take-all'
import { sqlitePath } from '../store/sqlite-file'
import { clearOnExit } from './clear-on-exit'
import type { Part } from './read-lines'
import type { Loading } from './loading'
import { syncFolder } from './sealed-file'
import { fillWhatTriggersKeep, inserter, keepLastId, takeTriggers } from './sqlite-rows'

/** What SQLite keeps beside a file: a journal that is left of another would be taken back in the new one. */
const beside = ['', '-wal', '-shm', '-journal']

/** Throws a sentence unless there is room for a new database. */
export function refuseFilledSqlite(url: string): void {
  const file = sqlitePath(url)
  // A link that leads nowhere, as to a disk that is not mounted, is there too.
  const found = beside
    .map((suffix) => file + suffix)
    .find((each) => lstatSync(each, { throwIfNoEntry: false }) !== undefined)
  if (found) throw new Error(`${found} is there: a backup is restored into an empty installation only`)
}

/**
 * The database is made in a folder beside its place, which the next attempt clears away where this one is killed, and
 * takes its place when all of it is on the disk.
 */
export async function loadSqlite(url: string, { parts, before, after, agreed }: Loading): Promise<void> {
  const file = sqlitePath(url)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  clearLeft(file)
  const folder = mkdtempSync(`${file}${infix}`)
  const keep = clearOnExit(folder)
  try {
    const draft = path.join(folder, 'robots.db')
    closeSync(openSync(draft, 'wx', 0o600))
    await bringUp(draft, before)
    await load(draft, parts)
    await bringUp(draft, after)
    keepLog(draft)
    sync(draft)
    agreed()
    refuseFilledSqlite(url)
    linkSync(draft, file)
    await syncFolder(path.dirname(file))
  } catch (error) {
    if (existsSync(folder)) throw error
    throw new Error(`another restore of ${file} has begun meanwhile, and goes on`, { cause: error })
  } finally {
    rmSync(folder, { recursive: true, force: true })
    keep()
  }
}

const infix = '.restoring-'

/** Of attempts that were killed. Where one still runs, it fails for want of its folder. */
function clearLeft(file: string): void {
  for (const name of readdirSync(path.dirname(file)))
    if (name.startsWith(path.basename(file) + infix))
      rmSync(path.join(path.dirname(file), name), { recursive: true, force: true })
}

/** Nothing is to be undone here: it is made whole or thrown away. */
const unguarded = 'PRAGMA journal_mode = OFF;\nPRAGMA synchronous = OFF;\nPRAGMA foreign_keys = OFF'

async function bringUp(draft: string, migrations: readonly Migration[]): Promise<void> {
  const connection = connectSqlite(pathToFileURL(draft).href)
  try {
    await connection.script(unguarded)
    await takeAll(connection, migrations, codeSteps, { finished: [], at: Date.now() })
  } finally {
    await connection.close()
  }
}

/** As the first start would do it, which a reader may be in the way of: a check, say. */
function keepLog(draft: string): void {
  const database = new Database(draft)
  try {
    database.exec('PRAGMA journal_mode = WAL')
  } finally {
    database.close()
  }
  const left = beside.slice(1).find((suffix) => existsSync(draft + suffix))
  if (left) throw new Error(`SQLite has left a ${left} beside the new database`)
}

async function load(draft: string, parts: () => AsyncGenerator<Part>): Promise<void> {
  const database = new Database(draft)
  try {
    database.exec(unguarded)
    database.exec('BEGIN')
    const triggers = takeTriggers(database)
    let insert: ReturnType<typeof inserter> | undefined
    for await (const part of parts()) {
      if (part.kind === 'table') {
        insert = inserter(database, part.table)
        if (part.table.lastId !== null) keepLastId(database, part.table.name, part.table.lastId)
      }
      if (part.kind === 'rows') insert!(part.rows)
    }
    fillWhatTriggersKeep(database)
    for (const trigger of triggers) database.exec(trigger)
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
