import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { callApi, useApi, type Credentials } from '../../../testing/api'
import { jsonSchemaOf, schemas } from '../openapi-schemas'
import { operations } from '../operations/all'
import type { Operation } from '../operations/operation'
import { headerParameters } from '../operations/parameters'
import { useDatabase } from '../../../testing/database'
import { allRows, insertTestRobot, makeWorld, type World } from '../../../testing/world'

useDatabase()
useApi()

/** How many requests; every one of them may be any operation with anything in it. */
const runs = Number(process.env['API_FUZZ_REQUESTS'] ?? 2_000)

/** The same requests every time, unless others are asked for. */
const seed = Number(process.env['API_FUZZ_SEED'] ?? 20_261_123)

let world: World
let robotIds: number[]
beforeAll(async () => {
  world = await makeWorld()
  const access = [{ resource: 'repository', action: 'pull' }]
  const robots = [
    await insertTestRobot({ projectId: world.own.id, grants: [{ project: world.own.id, access }] }),
    await insertTestRobot({ grants: [{ project: '*', access }] }),
  ]
  robotIds = robots.map(({ id }) => id)
}, 60_000)

const numbers = [0, -0, 1, -1, 1.5, 100, 101, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, 1e308, -1e308]
const texts = [
  '',
  ' ',
  'a',
  '0',
  '1',
  '-1',
  'true',
  'null',
  'project',
  'system',
  '*',
  '/',
  'robot$x',
  '../..',
  '%',
  '%00',
  '%2525',
  '+',
  'a'.repeat(256),
  'a'.repeat(5_000),
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  'ſ',
  'İ',
  '𝟙',
  '\u202e',
  '\'; DROP TABLE "Robot"; --',
  '__proto__',
  'constructor',
  'toString',
  '{"$ne":1}',
  '2026-02-30T00:00:00',
  '9'.repeat(40),
]
const anyText = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 40 }))
/** Stands for so many brackets within brackets, which are made of it only when it is sent. */
const deep = fc.constantFrom('@deep20', '@deep5000', '@deep100000')
const scalar = fc.oneof(anyText, fc.constantFrom(...numbers), fc.boolean(), fc.constant(null))
const anything = fc.oneof({ weight: 8, arbitrary: scalar }, fc.jsonValue() as fc.Arbitrary<unknown>, deep)

type Json = { type?: string; properties?: Record<string, Json>; items?: Json; anyOf?: Json[]; enum?: unknown[] }

/** Values that nearly fit a schema: most of each, so that the rules behind the types are reached too. */
function near(schema: Json): fc.Arbitrary<unknown> {
  const fitting = (): fc.Arbitrary<unknown> => {
    const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
    if (inner.type === 'object') return object(inner)
    if (inner.type === 'array') return fc.array(near(inner.items ?? {}), { maxLength: 3 })
    if (inner.type === 'boolean') return fc.boolean()
    if (inner.type === 'integer' || inner.type === 'number') return fc.constantFrom(...numbers)
    return likelyText
  }
  return fc.oneof({ weight: 9, arbitrary: fitting() }, { weight: 1, arbitrary: anything })
}

const likelyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'ci',
    'bot',
    'project',
    'system',
    '/',
    '*',
    'repository',
    'robot',
    'pull',
    'create',
    'list',
    'Secret-1x',
  ),
  fc.constant(null).map(() => world.own.name),
  anyText,
)

function object({ properties = {} }: Json): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, near(schema)]))
  const odd = fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'unknown', '', 'id'), anything, { maxKeys: 2 })
  return fc.tuple(fc.record(known, { requiredKeys: [] }), odd).map(([one, other]) => ({ ...other, ...one }))
}

const bodies = new Map(
  operations.flatMap(({ body }) => (body ? [[body.schema, near(jsonSchemaOf(schemas[body.schema]) as Json)]] : [])),
)

/** A body as it is sent: JSON, with a key twice, cut off, or no JSON at all. */
const textOf = (value: unknown, how: number): string => {
  const text = (JSON.stringify(value) ?? '').replaceAll(/"@deep(\d+)"/g, (_, depth: string) => {
    return '['.repeat(Number(depth)) + ']'.repeat(Number(depth))
  })
  if (how === 0) return text.slice(0, text.length / 2)
  if (how === 1) return text.replace('{', '{"name":"twice","name":1,"__proto__":{"isAdmin":true},')
  return how === 2 ? 'a=b&c=d' : text
}

const queryText = fc.oneof(
  anyText,
  fc
    .tuple(
      fc.constantFrom(
        'name',
        'Level',
        'ProjectID',
        'id',
        'creation_time',
        'disabled',
        'expiresat',
        'op_time',
        'secret',
        '__proto__',
        '',
      ),
      fc.constantFrom('=', '=~', '=[', '={', '=(', ''),
      anyText,
      fc.constantFrom('', ']', '}', ')', '~]', ',a=b', '%'),
    )
    .map((parts) => parts.join('')),
)
const pathText = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '2',
    '-1',
    '2147483647',
    '2147483648',
    '9007199254740993',
    'x',
    '1e3',
    ' ',
    'a'.repeat(300),
  ),
  fc.nat(20).map(String),
  fc.constant(null).map(() => String(world.own.id)),
  fc.constant(null).map(() => world.own.name),
  fc.constant(null).map(() => String(robotIds[0])),
  fc.constant(null).map(() => String(robotIds[1])),
  // The entry refuses what cannot be decoded, and NUL.
  anyText.map((text) => text.replaceAll(/[\0/]|\p{Surrogate}/gu, '') || 'x'),
)

const requestOf = (operation: Operation) =>
  fc.record({
    operation: fc.constant(operation),
    caller: fc.constantFrom('admin', 'owner', 'systemRobot', 'everywhereRobot', 'outsider', 'anonymous' as const),
    parts: fc.array(pathText, { minLength: 2, maxLength: 2 }),
    query: fc.dictionary(fc.constantFrom(...(operation.query ?? ['q']), 'unknown'), queryText, { maxKeys: 4 }),
    headers: fc.dictionary(
      fc.constantFrom(...Object.keys(headerParameters), 'X-Request-Id', 'Content-Type', 'Accept'),
      fc.constantFrom('true', 'false', 'perhaps', '', 'text/plain', '1'),
      { maxKeys: 2 },
    ),
    body: operation.body ? bodies.get(operation.body.schema)! : fc.constant(undefined),
    how: fc.integer({ min: 0, max: 12 }),
  })

/** Nothing that could take the world away from the requests that follow. */
const lasting = operations.filter(({ id }) => id !== 'deleteProject')
/** What is always the same has little that could go wrong. */
const anyRequest = fc.oneof(...lasting.map((each) => ({ weight: each.nothing ? 1 : 8, arbitrary: requestOf(each) })))

test(
  `${runs} requests of every kind: none ends in a fault, and a refused one changes nothing`,
  { timeout: 3_600_000 },
  async () => {
    const statuses = new Set<number>()
    let before = await allRows()
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ operation, caller, parts, query, headers, body, how }) => {
        let part = 0
        const path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(parts[part++]!))
        const search = new URLSearchParams(query).toString()
        const as: Credentials = world.callers[caller]
        const answer = await callApi(operation.method, `${path}?${search}`, {
          as,
          headers,
          body: operation.body && textOf(body, how),
        })
        statuses.add(answer.status)
        expect(answer.status, `${operation.method} ${path}?${search} ${answer.text}`).toBeLessThan(500)
        // What the description does not promise only the entry answers, to an address that nobody could decode.
        const described = [operation.success, 401, ...operation.refusals]
        if (!search.includes('%00')) expect(described, `${operation.id} ${path}?${search}`).toContain(answer.status)
        if (operation.method === 'GET' || operation.method === 'HEAD') return
        const after = await allRows()
        const told = `${operation.id} changed rows and answered ${answer.status}`
        if (answer.status >= 400) expect(after === before, told).toBe(true)
        before = after
      }),
      { numRuns: runs, seed },
    )
    // It must have reached what lies behind the first check.
    for (const status of [200, 400, 401, 403, 404, 422]) expect([...statuses]).toContain(status)
  },
)
