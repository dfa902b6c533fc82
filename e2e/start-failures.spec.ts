import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { expect, test } from '@playwright/test'
import { startProgram } from './program'
import { adminPassword } from './server'
import { freePort } from '../scripts/testing/free-port.mjs'

// What every variable may hold is lib/server/env.test.ts; here, that a start ends with a sentence and changes nothing.
const root = path.join(import.meta.dirname, '..')
let folder: string

test.beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'start-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function start(env: Record<string, string>) {
  const port = env.PORT ?? String(await freePort())
  return startProgram(process.execPath, ['.next/entry.mjs'], root, {
    DATA_DIR: path.join(folder, 'data'),
    NODE_ENV: 'production',
    ...env,
    PORT: port,
  })
}

/** The start ends with 1, and all it says is this one line. */
async function expectRefusal(env: Record<string, string>, sentence: RegExp) {
  const program = await start(env)
  expect([await program.ended, program.output()]).toEqual([1, expect.stringMatching(sentence)])
  expect(program.output()).toMatch(/^[^\n]+\.\n$/)
}

/** A data folder as a first start leaves it. */
async function makeData(): Promise<void> {
  const program = await start({ ADMIN_PASSWORD: adminPassword })
  await program.says(/^ready on /m)
  expect(await program.stop()).toBe(0)
}

/** Every file below the test's folder by its digest. */
function contents(at = folder): Record<string, string> {
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(at, file)))
      .digest('hex')
  // SQLite's log and index are there while somebody reads; empty, they say nothing.
  const counts = (file: string) => {
    const stats = statSync(path.join(at, file))
    return stats.isFile() && !file.endsWith('-shm') && !(file.endsWith('-wal') && stats.size === 0)
  }
  return Object.fromEntries(files.filter(counts).map((file) => [file, digest(file)]))
}

const postgres = 'postgresql://app:hidden-word@127.0.0.1:1/robots'

test('a wrong variable stops the start before anything is made', async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: 'abc' }, /^PORT must/],
    [{ EXTERNAL_URL: 'ftp://robots.example.com' }, /^EXTERNAL_URL must/],
    [{ SECRET_KEY: 'short' }, /^SECRET_KEY must/],
    [{ DATABASE_URL: 'mysql://db/robots' }, /^DATABASE_URL must/],
    [{ DATABASE_URL: postgres }, /^SECRET_KEY is required/],
    [{ ADMIN_PASSWORD: 'weak' }, /^ADMIN_PASSWORD must/],
    [{ TRUST_PROXY: 'everybody' }, /^TRUST_PROXY must/],
    [{ HOST: '192.0.2.1' }, /^HOST 192\.0\.2\.1 is no address to listen on here/],
  ]
  for (const [env, sentence] of cases) await expectRefusal(env, sentence)
  expect(readdirSync(folder)).toEqual([])
})

test('an address that clients will refuse is named in the log, and the start goes on', async () => {
  const warned = async (env: Record<string, string>) => {
    const program = await start({ ADMIN_PASSWORD: adminPassword, ...env })
    await program.says(/^ready on /m)
    expect(await program.stop()).toBe(0)
    const lines = program.output().split('\n')
    return lines.flatMap((line) => (line.startsWith('{"level":40') ? [String(JSON.parse(line).msg)] : []))
  }
  expect(await warned({})).toEqual([])
  expect(await warned({ EXTERNAL_URL: 'https://robots.example.com' })).toEqual([])
  const both = { EXTERNAL_URL: 'http://192.168.1.5:3000', REGISTRY_URL: 'https://registry.example.com' }
  expect(await warned(both)).toEqual([
    expect.stringMatching(/^EXTERNAL_URL is http and REGISTRY_URL https: /),
    expect.stringMatching(/^EXTERNAL_URL is an IP address: /),
  ])
})

test('a port that is taken is named before a password is made up', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => other.once('listening', listening))
  const { port } = other.address() as AddressInfo
  await expectRefusal({ PORT: String(port) }, new RegExp(`^PORT ${port} on 127\\.0\\.0\\.1 is taken: `))
  other.close()
  expect(readdirSync(folder)).toEqual([])
})

test('a folder or database that cannot be used is named', async () => {
  const file = path.join(folder, 'file')
  writeFileSync(file, 'kept')
  const before = contents()
  await expectRefusal({ DATA_DIR: file }, /^DATA_DIR: the folder \S+\/file cannot be used \(/)
  await expectRefusal({ DATA_DIR: `${file}/data` }, /^DATA_DIR: the folder \S+\/file\/data cannot be used \(/)
  // Not even root may make a folder there.
  if (process.platform === 'linux') {
    await expectRefusal({ DATA_DIR: '/proc/robots' }, /^DATA_DIR: the folder \/proc\/robots cannot be used \(/)
  }
  const SECRET_KEY = 'k'.repeat(32)
  await expectRefusal(
    { SECRET_KEY, DATABASE_URL: `file:${folder}/missing/robots.db` },
    /^DATABASE_URL: the database file \S+\/missing\/robots\.db cannot be used \(/,
  )
  const unreachable = /^DATABASE_URL: the database at 127\.0\.0\.1:1\/robots cannot be used \((?!.*hidden-word)/
  await expectRefusal({ SECRET_KEY, DATABASE_URL: postgres }, unreachable)
  expect(contents()).toEqual(before)
})

test('a database file of something else is left as it is', async () => {
  mkdirSync(path.join(folder, 'data'))
  writeFileSync(path.join(folder, 'data/robots.db'), 'this is no database. '.repeat(1000))
  writeFileSync(path.join(folder, 'data/secret.key'), 'k'.repeat(40))
  const before = contents()
  await expectRefusal({}, /^DATABASE_URL: the database file \S+\/robots\.db cannot be used \(.*not a database\)/)
  expect(contents()).toEqual(before)
})

test('the data stay as they were when the key is another, is damaged, or the file is locked', async () => {
  await makeData()
  const before = contents()
  expect(Object.keys(before)).toEqual([
    'data/registry/token-bundle.pem',
    'data/registry/token-jwks.json',
    'data/robots.db',
    'data/secret.key',
  ])

  await expectRefusal({ SECRET_KEY: 'another'.repeat(5) }, /^SECRET_KEY \(or secret\.key in DATA_DIR\) is not the one/)

  const copy = path.join(folder, 'copy')
  cpSync(path.join(folder, 'data'), copy, { recursive: true })
  writeFileSync(path.join(copy, 'secret.key'), '')
  const damaged = contents(copy)
  await expectRefusal({ DATA_DIR: copy }, /^DATA_DIR: .*secret\.key is damaged: restore it from a backup/)
  expect(contents(copy)).toEqual(damaged)
  rmSync(copy, { recursive: true })

  const holder = createClient({ url: `file:${folder}/data/robots.db` })
  await holder.execute('BEGIN EXCLUSIVE')
  await expectRefusal({}, /^DATABASE_URL: the database file \S+\/robots\.db cannot be used \(.*database is locked\)/)
  await holder.execute('ROLLBACK')
  holder.close()
  expect(contents()).toEqual(before)

  const program = await start({})
  await program.says(/^ready on /m)
  expect(await program.stop()).toBe(0)
})

test('a start waits for a database file that is only locked for a moment', async () => {
  await makeData()
  const holder = createClient({ url: `file:${folder}/data/robots.db` })
  await holder.execute('BEGIN EXCLUSIVE')
  const program = await start({})
  await expect(program.says(/./, 2_000)).rejects.toThrow('did not say')
  await holder.execute('ROLLBACK')
  holder.close()
  await program.says(/^ready on /m)
  expect(await program.stop()).toBe(0)
})
