import 'server-only'
import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { flushDenials } from '../rights/record-denial'
import { setClock } from '../clock'
import { disconnect, openDatabase, type Engine } from '../store/db'
import { setGlobalState } from '../global-state'
import { migrate } from '../store/migrate'
import { templateName } from './template'

/** The engine this run of the verb tests is for. */
export const testEngine: Engine = process.env['TEST_DATABASE'] === 'postgresql' ? 'postgresql' : 'sqlite'

/**
 * Gives the test file a migrated database of its own on the engine under test, as `db()`, and takes it away after.
 * Returns a function for its URL. Tests in a file share it and make their own rows with `unique()` names. `options` are
 * what PostgreSQL's CREATE DATABASE may be told, such as a locale.
 */
export function useDatabase(options = ''): () => string {
  let url = ''
  let close = async () => {}

  beforeAll(async () => {
    const made = await migratedDatabase(options)
    url = made.url
    const client = openDatabase(url)
    setGlobalState('database', client)
    // Otherwise a test that derives a key would make the clone's own key file.
    setGlobalState('secret-key', { master: 'the secret key of the tests' })
    close = async () => {
      await flushDenials('all')
      await disconnect(client)
      await made.drop()
    }
  })
  afterEach(() => setClock())
  afterAll(() => close())
  return () => url
}

/** An empty database on the engine under test, without our tables. */
export const blankDatabase = async (options = '') =>
  testEngine === 'postgresql' ? postgresDatabase(options) : sqliteDatabase()

/** Another database with the same in it; nobody may have that one open. */
export async function copyDatabase(from: string) {
  if (testEngine === 'postgresql') return postgresDatabase(`TEMPLATE "${new URL(from).pathname.slice(1)}"`)
  const copy = sqliteDatabase()
  const client = new Libsql(from.replace('file:', ''))
  client.exec(`VACUUM INTO '${copy.url.replace('file:', '')}'`)
  client.close()
  return copy
}

/** Migrated anew only where it must differ; else as a copy of one that was, which is less than half of the work. */
async function migratedDatabase(options: string) {
  if (options === '') return copyOfTemplate()
  const made = await blankDatabase(options)
  await migrate(made.url)
  return made
}

let template: Promise<string> | undefined

/** Byte by byte, and not by copyDatabase: SQLite would choose another journal. */
async function copyOfTemplate() {
  const from = await (template ??= makeTemplate())
  if (testEngine === 'postgresql') return postgresDatabase(`TEMPLATE "${from}"`)
  const copy = sqliteDatabase()
  copyFileSync(from, copy.url.replace('file:', ''))
  return copy
}

/** This process' own: no other waits for it. The run takes it away (template.ts). */
async function makeTemplate(): Promise<string> {
  const folder = inject('templates')
  if (testEngine === 'postgresql') {
    const { url, name } = await postgresDatabase('', `${templateName(folder)}-${process.pid}`)
    await migrate(url)
    return name
  }
  const file = path.join(folder, `${process.pid}.db`)
  await migrate(`file:${file}`)
  return file
}

function sqliteDatabase() {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbs-'))
  return { url: `file:${folder}/test.db`, drop: async () => rmSync(folder, { recursive: true }) }
}

/** A database in the temporary cluster that the test script has started. */
async function postgresDatabase(options: string, name = `verbs_${randomBytes(6).toString('hex')}`) {
  const admin = process.env['TEST_POSTGRES_URL']
  if (!admin) throw new Error('TEST_POSTGRES_URL names the temporary cluster: run these tests through npm test')
  await query(admin, `CREATE DATABASE "${name}" ${options}`)
  const url = new URL(admin)
  url.pathname = name
  return { name, url: url.href, drop: () => query(admin, `DROP DATABASE "${name}" WITH (FORCE)`) }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** A name no other test has. */
export const unique = (stem: string): string => `${stem}-${randomBytes(4).toString('hex')}`
