import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unknownName } from '@/lib/domain/audit/audit-row'
import type { Database } from '../db'
import { Prisma } from '../../generated/sqlite/client'
import { migrate } from '../migrate'
import { generateSecret } from '../../secrets/secret'
import { testEngine } from '../../testing/database'
import { at, databaseBefore, insertRows, type Value } from '../../testing/database-before'
import { killInPart } from '../../testing/drill-kills'

const name = '20261125183458_folded_texts'
let url: string
let client: Database
let close: () => Promise<void>
beforeEach(async () => {
  ;({ url, client, close } = await databaseBefore(name))
})
afterEach(() => close())

const insert = (table: string, row: Record<string, Value>) => insertRows(client, table, [row])
const event = (fields: Record<string, Value>) =>
  insert('AuditEvent', {
    at,
    actorKind: 'anonymous',
    actorName: 'anonymous',
    operation: 'user.sign-in',
    resourceType: 'user',
    resource: 'ann',
    result: 'failure',
    ...fields,
  })
const user = (username: string, fields: Record<string, Value> = {}) =>
  insert('User', { username, passwordHash: '', createdAt: at, updatedAt: at, ...fields })
const events = () => client.auditEvent.findMany({ orderBy: { id: 'asc' } })

test('of old failures only the names of users there are or were stay', async () => {
  const secret = generateSecret()
  await user('ann')
  await event({ operation: 'user.create', resource: 'Gone', resourceId: 7, result: 'success' })
  for (const resource of ['ann', 'Gone', 'Ann', 'Summer2024', secret, '(no user name)']) await event({ resource })
  await event({ operation: 'user.create', resource: 'Spring2025', result: 'denied' })
  await event({ operation: 'robot.sign-in', resourceType: 'robot', resource: '(no robot account)' })
  await event({ operation: 'robot.create', resourceType: 'robot', resource: 'wanted', result: 'denied' })
  await migrate(url)
  expect((await events()).map(({ resource }) => resource)).toEqual([
    'Gone',
    'ann',
    'Gone',
    ...Array(4).fill(unknownName),
    unknownName,
    unknownName,
    'wanted',
  ])
})

test('a secret of our making goes wherever it stands, and nothing else does', async () => {
  const secret = generateSecret()
  const other = `hrb_${'a'.repeat(36)}`
  const text = `was ${secret}, and ${other}`
  await user('ann')
  await event({
    actorName: secret,
    resourceId: 1,
    resource: secret,
    projectName: secret,
    requestId: secret,
    address: secret,
    before: JSON.stringify({ description: text, access: ['repository:pull', secret] }),
    after: JSON.stringify({ description: `x${text}${secret}` }),
  })
  const robot = { name: 'ci', level: 'system', durationDays: 1, creatorType: 'local', creatorRef: 0 }
  await insert('Robot', { ...robot, createdAt: at, updatedAt: at, lastUsedClient: `docker ${secret}` })
  await insert('RobotSecret', { robotId: 1, hash: '', scheme: 'sha256', createdAt: at, lastUsedClient: secret })
  await migrate(url)
  const [row] = await events()
  expect(row).toMatchObject({
    actorName: '(secret)',
    resource: '(secret)',
    projectName: '(secret)',
    requestId: '(secret)',
    address: '(secret)',
    before: JSON.stringify({ description: `was (secret), and ${other}`, access: ['repository:pull', '(secret)'] }),
    after: JSON.stringify({ description: `xwas (secret), and ${other}(secret)` }),
    changeCount: 2,
  })
  expect(await client.robot.findFirst()).toMatchObject({ lastUsedClient: 'docker (secret)' })
  expect(await client.robotSecret.findFirst()).toMatchObject({ lastUsedClient: '(secret)' })
  if (testEngine === 'sqlite') {
    // Not in a free page either, nor in the log.
    const place = path.dirname(url.replace('file:', ''))
    const files = readdirSync(place).filter((each) => readFileSync(path.join(place, each)).includes(secret))
    expect(files).toEqual([])
  }
})

test('what is there can be found', async () => {
  await user('Ann', { realName: 'Émile', email: 'ANN@EXAMPLE.COM', comment: 'ÜBER' })
  await user('ben', { realName: 'plain' })
  const robot = { level: 'project', durationDays: 1, creatorType: 'local', creatorRef: 0, createdAt: at, updatedAt: at }
  await insert('Robot', { ...robot, name: 'CI', legacy: true, description: 'Петров' })
  await insert('Robot', { ...robot, name: 'ci' })
  await event({ actorName: 'Ann', resource: 'robot$library+ci', resourceType: 'robot', resourceId: 1 })
  await migrate(url)
  expect(await client.user.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    {
      usernameFolded: 'ann',
      realNameFolded: 'e\u0301mile',
      emailFolded: 'ann@example.com',
      commentFolded: 'u\u0308ber',
    },
    { usernameFolded: null, realNameFolded: null, emailFolded: null, commentFolded: null },
  ])
  expect(await client.robot.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
    { nameFolded: 'ci', descriptionFolded: 'петров' },
    { nameFolded: null, descriptionFolded: null },
  ])
  expect(await events()).toMatchObject([{ actorNameFolded: 'ann', resourceFolded: null }])
})

const script = fileURLToPath(new URL('../../testing/migrate-process.ts', import.meta.url))

/** How far the last step has come in the events, by their ids; null when it has not begun, Infinity when it is done. */
async function positionInEvents(): Promise<number | null> {
  const [row] = await client.$queryRaw<{ finished_at: unknown; applied_steps_count: number; logs: string | null }[]>`
    SELECT finished_at, applied_steps_count, logs FROM _prisma_migrations WHERE migration_name = ${name}`
  if (row?.finished_at) return Infinity
  return row?.applied_steps_count === 4 ? Number(row.logs ?? 0) : null
}

const execArgv = ['--conditions=react-server', '--import=tsx']
const env = { ...process.env, LOG_LEVEL: 'silent' }

/** Starts one that brings the database up to date, and kills it in the part before which it has come so far. */
const runUntil = (position: number): Promise<boolean> =>
  killInPart(
    fork(script, [url, '', 'by parts'], { execArgv, env }),
    async () => ((await positionInEvents()) ?? -1) >= position,
  )

async function runToTheEnd(): Promise<void> {
  const child = spawn(process.execPath, [...execArgv, script, url], { env, stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([0, null])
}

test(
  'ten thousand events, killed on the way again and again: each is cleaned, once and for all',
  { timeout: 240_000 },
  async () => {
    const count = 10_000
    const secrets = Array.from({ length: 50 }, generateSecret)
    await user('ann')
    for (let start = 0; start < count; start += 500) {
      const rows = Array.from({ length: 500 }, (_, index) => {
        const number = start + index
        const resource = number % 10 === 0 ? secrets[number % secrets.length]! : `Robot-${number}`
        const type = number % 10 === 0 ? 'user' : 'robot'
        const after = JSON.stringify({ description: `${number}` })
        return Prisma.sql`(${Prisma.raw(`'${at}'`)}, 'user', 'Ann', 'robot.create', ${type}, ${resource}, 'success', ${after})`
      })
      await client.$executeRaw`INSERT INTO "AuditEvent"
      ("at", "actorKind", "actorName", "operation", "resourceType", "resource", "result", "after") VALUES ${Prisma.join(rows)}`
    }
    const reached: number[] = []
    for (const position of [1, 2_500, 5_000, 7_500]) {
      expect(await runUntil(position)).toBe(true)
      reached.push((await positionInEvents())!)
    }
    // It was killed on the way, and each time went on from where it had come to.
    expect(reached.filter((position) => position < count)).toHaveLength(4)
    expect(reached).toEqual(reached.toSorted((one, other) => one - other))
    await Promise.all([runToTheEnd(), runToTheEnd()])
    expect(await migrate(url)).not.toContain(name)

    const rows = await events()
    expect(rows).toHaveLength(count)
    const wrong = rows.filter(({ id, resource, ...row }) => {
      const [expected, form] = id % 10 === 1 ? [unknownName, null] : [`Robot-${id - 1}`, `robot-${id - 1}`]
      const right = resource === expected && row.resourceFolded === form && row.actorNameFolded === 'ann'
      return !right || row.changeCount !== 1 || row.after !== JSON.stringify({ description: `${id - 1}` })
    })
    expect(wrong).toEqual([])
  },
)
