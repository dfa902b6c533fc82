import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { expect, test } from '@playwright/test'
import { startProgram, type Program } from './program'
import { adminPassword } from './server'
import { freePort } from '../scripts/testing/free-port.mjs'

// What the server's process keeps to itself, and what it does not leave undone when it is told to go.
const root = path.join(import.meta.dirname, '..')
let folder: string

let running: Program[] = []

test.beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'process-'))))
test.afterEach(async () => {
  await Promise.all(running.map((program) => program.stop()))
  running = []
  rmSync(folder, { recursive: true, force: true })
})

async function start(entry: string, env: Record<string, string>, nodeOptions: string[] = []) {
  const url = `http://127.0.0.1:${await freePort()}`
  const program = startProgram(process.execPath, [...nodeOptions, entry], root, {
    DATA_DIR: path.join(folder, 'data'),
    NODE_ENV: 'production',
    EXTERNAL_URL: url,
    PORT: new URL(url).port,
    ...env,
  })
  running.push(program)
  await program.says(/ready on /)
  return { ...program, url }
}

test('the password of the first start is gone from the environment of both entries', async () => {
  for (const [at, entry] of ['.next/entry.mjs', '.next/tokens.mjs'].entries()) {
    const reports = path.join(folder, `reports-${at}`)
    mkdirSync(reports)
    const options = ['--report-on-signal', '--report-signal=SIGUSR2', `--report-directory=${reports}`]
    const program = await start(entry, { ADMIN_PASSWORD: adminPassword, MARK: 'still-here' }, options)
    program.signal('SIGUSR2')
    await program.says(/Node\.js report completed/)
    const report = readFileSync(path.join(reports, readdirSync(reports)[0]!), 'utf8')
    expect(report).toContain('still-here')
    expect(report).not.toContain(adminPassword)
    expect(report).not.toContain('ADMIN_PASSWORD')
    expect(await program.stop()).toBe(0)
    expect(program.output()).not.toContain(adminPassword)
  }
})

test('the console does what is due and holds nothing when it has ended; the machine door alone never leads', async () => {
  const leases = async (sql = 'SELECT "name", "holder" FROM "Lease" WHERE "doneFor" > 0') => {
    const database = createClient({ url: `file:${folder}/data/robots.db` })
    return database.execute(sql).then(({ rows }) => (database.close(), rows))
  }
  const console = await start('.next/entry.mjs', { ADMIN_PASSWORD: adminPassword })
  await expect.poll(async () => (await leases()).length).toBeGreaterThan(3)
  expect(await console.stop()).toBe(0)
  expect(new Set((await leases()).map(({ holder }) => holder))).toEqual(new Set(['']))
  await leases('DELETE FROM "Lease"')
  const tokens = await start('.next/tokens.mjs', {})
  expect((await fetch(`${tokens.url}/healthz`)).status).toBe(200)
  expect(await tokens.stop()).toBe(0)
  expect(await leases('SELECT * FROM "Lease"')).toEqual([])
})

test('a refusal that was answered is in the log when the process has ended, and those without a row are counted', async () => {
  const program = await start('.next/entry.mjs', { ADMIN_PASSWORD: adminPassword })
  const authorization = `Basic ${Buffer.from('admin:Wrong-password-1').toString('base64')}`
  const statuses: number[] = []
  for (let attempt = 0; attempt < 30; attempt++) {
    statuses.push((await fetch(`${program.url}/api/v2.0/users/current`, { headers: { authorization } })).status)
  }
  expect(statuses.slice(0, 5)).toEqual(Array(5).fill(401))
  expect(await program.stop()).toBe(0)
  const database = createClient({ url: `file:${folder}/data/robots.db` })
  const { rows } = await database.execute(
    `SELECT "operation", COUNT(*) AS "count", MAX("after") AS "after" FROM "AuditEvent"
      WHERE "result" <> 'success' GROUP BY "operation" ORDER BY "operation"`,
  )
  database.close()
  expect(rows).toMatchObject([
    { operation: 'audit-log.omit', count: 1, after: expect.stringContaining('"leftOut":10') },
    { operation: 'user.sign-in', count: 20 },
  ])
})
