import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { db } from '@/lib/server/store/db'
import { apiUrl, useApi } from '@/lib/server/testing/api'
import { useDatabase } from '@/lib/server/testing/database'
import { makeSigner } from '@/lib/server/testing/make'
import type { Case } from './case'
import { generatedCases } from './cases/generated'
import { meantCases } from './cases/meant'
import { writtenCases } from './cases/written'
import { compareServers } from './run'
import { Side, type Login } from './side'
import { tell } from './tell'

useDatabase()
useApi()

let admin: Login
beforeAll(async () => {
  const { username, password } = await makeSigner({ isAdmin: true })
  admin = { username, password }
})

const sides = (url = apiUrl()) => [new Side('Harbor', url, admin), new Side('here', apiUrl(), admin)] as const
const compare = (cases: readonly Case[], url?: string) => compareServers(...sides(url), cases)

/** All there is that a comparison could leave behind; that it happened stays in the log. */
const rows = async () => {
  const order = { orderBy: { id: 'asc' } } as const
  const settings = db().setting.findMany({ orderBy: { key: 'asc' } })
  const kept = [db().user.findMany(order), db().project.findMany(order), db().robot.findMany(order), settings]
  return JSON.stringify(await Promise.all(kept), (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

type Altered = { status?: number; text?: string; headers?: Record<string, string> }

/** The request after this one is what `altering` alters. */
const now = { method: 'GET', path: '/ping?now' } as const
type Alter = (request: IncomingMessage, text: string) => Altered | undefined | void

/** A server that answers as ours does, but for what `alter` makes of one answer, and 500 to what `breaks`. */
async function altering(alter: Alter, breaks?: (request: IncomingMessage) => boolean): Promise<string> {
  let isNext = false
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined
    if (breaks?.(request)) return void response.writeHead(500).end()
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>
    const answer = await fetch(apiUrl() + request.url!, { method: request.method, headers, body })
    const answered = await answer.text()
    const { status = answer.status, text = answered, headers: more = {} } = (isNext && alter(request, answered)) || {}
    isNext = request.url!.endsWith('?now')
    const kept = [...answer.headers].filter(([name]) => !/^(content-length|connection|keep-alive|date)$/.test(name))
    response.writeHead(status, { ...Object.fromEntries(kept), ...more }).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const robots = {
  kind: 'good',
  operation: 'ListRobot',
  method: 'GET',
  path: '/robots?q=Level%3Dproject%2CProjectID%3D{project}',
} as const
const created = {
  kind: 'good',
  operation: 'createProject',
  method: 'POST',
  path: '/projects',
  body: { project_name: '{prefix}-made' },
} as const
const refused = { ...created, kind: 'bad', as: 'outsider' } as const

test('our server is as itself, whatever is asked, and everything is as before', { timeout: 300_000 }, async () => {
  const before = await rows()
  // A third of what every operation is asked alike, and all that is asked of single ones.
  const cases = [...generatedCases().filter((_, at) => at % 3 === 0), ...writtenCases, ...meantCases]
  const report = await compare(cases)
  expect(tell(report)).toMatch(/^\d+ requests to each; \d+ rows of \S+ were met, 0 requests differ beyond it$/)
  expect(report.sent).toBe(cases.filter(({ ownOnly }) => !ownOnly).length)
  expect(await rows()).toBe(before)
})

describe('what another server answers is reported', () => {
  const at = (found: Awaited<ReturnType<typeof compare>>) =>
    found.beyond.map(({ beyond }) => beyond.map((each) => each.at)).flat()

  // In one comparison: most of the work of each is to make what it asks about, and to take that away.
  const alterations: [string, Case, Alter, string][] = [
    ['another status', refused, () => ({ status: 404 }), 'status'],
    ['another code', refused, (_, text) => ({ text: text.replace('FORBIDDEN', 'DENIED') }), 'code'],
    [
      'a key more',
      robots,
      (_, text) => ({ text: text.replaceAll('"editable"', '"more":1,"editable"') }),
      'body.0.more',
    ],
    ['a key less', robots, (_, text) => ({ text: text.replaceAll('"editable":true,', '') }), 'body.0.editable'],
    ['another value', robots, (_, text) => ({ text: text.replace('"duration":1', '"duration":2') }), 'body.0.duration'],
    [
      'another type',
      robots,
      (_, text) => ({ text: text.replace('"duration":1', '"duration":"1"') }),
      'body.0.duration',
    ],
    ['a row less', robots, (_, text) => ({ text: JSON.stringify((JSON.parse(text) as object[]).slice(1)) }), 'body'],
    ['no JSON', robots, () => ({ text: '<html>' }), 'body'],
    ['another total', robots, () => ({ headers: { 'x-total-count': '7' } }), 'headers.total'],
    ['another address', created, () => ({ headers: { location: '/api/v2.0/project/1' } }), 'headers.location'],
    ['another type of answer', robots, () => ({ headers: { 'content-type': 'text/plain' } }), 'headers.type'],
  ]
  test('by its place, and alone', { timeout: 300_000 }, async () => {
    const left = [...alterations]
    const url = await altering((request, text) => left.shift()![2](request, text))
    const report = await compare(
      alterations.map(([, each]) => ({ ...each, before: [now] })),
      url,
    )
    const found = report.beyond.map(({ beyond }, index) => {
      const [name, , , place] = alterations[index]!
      return [name, beyond.find((each) => each.at.startsWith(place)) ? place : beyond]
    })
    expect(found).toEqual(alterations.map(([name, , , place]) => [name, place]))
    expect(tell(report)).toContain(`${alterations.length} requests differ beyond it`)
    expect(report.left).toEqual([])
  })

  test('and nothing where nothing is altered', async () => {
    const report = await compare([robots, created, refused], await altering(() => undefined))
    expect([report.sent, report.beyond, report.left]).toEqual([3, [], []])
  })

  test('unless the table tells of it', async () => {
    const each = { ...created, as: 'guest', before: [now], differs: 'project-creation' } as const
    const found = await compare([each], await altering(() => ({ status: 201 })))
    expect([found.beyond, [...found.rows]]).toEqual([[], ['project-creation']])
    const other = await compare([each], await altering(() => ({ status: 204, text: '' })))
    expect(at(other)).toEqual(['status'])
  })
})

describe('nothing is left behind', () => {
  test('by a comparison that is ended in between', async () => {
    const before = await rows()
    const stop = new AbortController()
    const cases = [created, { ...created, before: [now] }, created]
    const url = await altering(() => void stop.abort())
    const report = await compareServers(...sides(url), cases, { signal: stop.signal })
    expect([report.sent, report.left]).toEqual([2, []])
    expect(await rows()).toBe(before)
  })

  test('by one that fails while it makes what it needs', async () => {
    const before = await rows()
    const url = await altering(
      () => undefined,
      ({ method, url: path }) => method === 'POST' && path === '/api/v2.0/robots',
    )
    await expect(compare([created], url)).rejects.toThrow(/^Harbor: POST \/robots answered 500/)
    expect(await rows()).toBe(before)
  })

  test('and what could not be deleted is told', async () => {
    const url = await altering(
      () => undefined,
      ({ method, url: path }) => method === 'DELETE' && path!.includes('/projects/'),
    )
    const report = await compare([], url)
    expect(report.left).toEqual([
      expect.stringMatching(/^Harbor: \/projects\/\d+$/),
      expect.stringMatching(/^Harbor: \/projects\/\d+$/),
    ])
    expect(tell(report)).toContain('left behind, to be deleted by hand:\n  Harbor: /projects/')
  })

  test('in the settings either', async () => {
    const put = { operation: 'updateConfigurations', method: 'PUT', path: '/configurations' } as const
    await sides()[0].ask({ ...put, body: { banner_message: 'from before', robot_token_duration: 31 } })
    const before = await rows()
    const taken = { banner_message: 'taken', robot_token_duration: 77, session_timeout: 0 }
    const { session_timeout: _, ...both } = taken
    const report = await compare([
      { ...put, kind: 'bad', body: taken },
      { ...put, kind: 'bad', body: both },
    ])
    expect([report.sent, report.left]).toEqual([2, []])
    expect(await rows()).toBe(before)
  })
})

test('who is no system admin is told so, before anything is made', async () => {
  const { username, password } = await makeSigner()
  const before = await rows()
  const [, here] = sides()
  const plain = new Side('Harbor', apiUrl(), { username, password })
  await expect(compareServers(plain, here, [])).rejects.toThrow('Harbor: this user is no system admin')
  const wrong = new Side('Harbor', apiUrl(), { username, password: 'Wrong-password-1' })
  await expect(compareServers(wrong, here, [])).rejects.toThrow('Harbor answers 401')
  expect(await rows()).toBe(before)
})
