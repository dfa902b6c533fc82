import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jobTable } from '../../jobs/table'
import { runJobs } from '../../jobs/run-jobs'
import { importLegacyRobots } from '../../legacy-robots/import'
import { addMember as addProjectMember } from '../../members/add'
import { ensureSigningKey } from '../../registry/signing-key'
import { issueToken } from '../../registry/issue-token'
import { changeTogether } from '../../rights/change'
import { flushDenials } from '../../rights/record-denial'
import { generateSecret } from '../../secrets/secret'
import { maxRunning } from '../../secrets/stored-secret'
import { db, hotReads } from '../../store/db'
import { apiUrl, basic, callPath, useApi, type Credentials } from '../../testing/api'
import { unique, useDatabase } from '../../testing/database'
import { fillTurns, holdTurns } from '../../testing/fill-turns'
import { bePatient, forgetGuesses } from '../../testing/forget-guesses'
import { makeOldSystem, oldClaims, parsedEntries } from '../../testing/legacy'
import { addMember, makeProject, makeRobot, makeSigner, makeUser } from '../../testing/make'
import { seriesOf } from '../../testing/scrape'
import { authenticateUser } from '../../users/authenticate'
import { expose, prepareExposition } from './exposition'

// Each request, and each thing that is done, counts what it is to count and nothing else.

useDatabase()
useApi({ METRICS_TOKEN: 'a-token-for-prometheus' })
let project: Awaited<ReturnType<typeof makeProject>>
let robot: { id: number; name: string; secret: string }
let person: Awaited<ReturnType<typeof makeSigner>>
beforeAll(async () => {
  await ensureSigningKey()
  await prepareExposition('console')
  project = await makeProject()
  robot = await makeRobot(project)
  person = await makeSigner()
  // Makes the hash that unknown names are compared with.
  await authenticateUser({ username: 'nobody', password: 'nothing', source: {} })
})
beforeEach(async () => {
  await forgetGuesses()
  bePatient()
})

/** What grows, without how long things took and what the process itself costs. */
async function counters(): Promise<Map<string, number>> {
  await flushDenials('ended')
  const { text } = await expose()
  const counts = [...seriesOf(text)].filter(([name]) => /^robot_console_\w+(_total|_count)\b/.test(name))
  return new Map(counts.map(([name, value]) => [name.slice('robot_console_'.length), value]))
}

/** By how much each has grown, as `name{labels}`. */
async function grown(what: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await counters()
  await what()
  const after = await counters()
  return Object.fromEntries(
    [...after].flatMap(([name, value]) => (value > before.get(name)! ? [[name, value - before.get(name)!]] : [])),
  )
}

const http = (door: string, status: string) => ({
  [`http_requests_total{door="${door}",status="${status}"}`]: 1,
  [`http_request_duration_seconds_count{door="${door}"}`]: 1,
})
const token = (result: string, reason = 'none') => ({
  [`tokens_total{result="${result}",reason="${reason}"}`]: 1,
  [`token_duration_seconds_count{result="${result}"}`]: 1,
})
const signIn = (kind: string, result: string) => ({ [`sign_ins_total{kind="${kind}",result="${result}"}`]: 1 })
const changed = (operation: string, result = 'success') => ({
  [`changes_total{operation="${operation}",result="${result}"}`]: 1,
})
const batch = { hot_batch_size_count: 1 }
const slowHash = { slow_hash_wait_seconds_count: 1 }
const refused = changed('robot.sign-in', 'denied')

const scope = () => `&scope=repository:${project.name}/a:pull`
const ask = (as: Credentials, more = scope()) =>
  callPath('GET', `/service/token?service=harbor-registry${more}`, { as })
const form = (fields: Record<string, string>) =>
  callPath('POST', '/service/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'password', service: 'harbor-registry', ...fields }).toString(),
  })

describe('asking for a token', () => {
  const chosen = 'A-chosen-Secret-1'
  let odd: { disabled: string; expired: string; chosen: string; secret: string; legacy: [string, string] }
  beforeAll(async () => {
    const [disabled, expired, own] = await Promise.all([makeRobot(project), makeRobot(project), makeRobot(project)])
    const secret = disabled.secret
    await db().robot.update({ where: { id: disabled.id }, data: { disabled: true } })
    await db().robot.update({ where: { id: expired.id }, data: { expiresAt: 1n } })
    const { hash } = await db().robotSecret.findFirstOrThrow({ where: { robotId: disabled.id } })
    await db().robotSecret.updateMany({ where: { robotId: expired.id }, data: { hash } })
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: person.id } })
    await db().robotSecret.updateMany({ where: { robotId: own.id }, data: { hash: passwordHash, scheme: 'argon2id' } })
    odd = { disabled: disabled.name, expired: expired.name, chosen: own.name, secret, legacy: await makeLegacy() }
  })

  async function makeLegacy(): Promise<[string, string]> {
    const [old, name] = [makeOldSystem(), unique('ci')]
    const signed = old.token(oldClaims({ id: 1, pid: 2, exp: 4_000_000_000 }))
    const entries = parsedEntries([{ name: `robot$${name}`, token: signed }])
    const input = { key: old.key, projects: new Map([[2, project.name]]), dryRun: false, restoreDeleted: false }
    await importLegacyRobots({ kind: 'system' }, { entries, ...input })
    return [`robot$${name}`, signed]
  }

  const usual = (result: string, ...more: Record<string, number>[]) =>
    Object.assign({}, http('token', result), batch, ...more) as Record<string, number>

  test.each<[string, () => Promise<unknown>, Record<string, number>]>([
    [
      'a robot',
      () => ask(basic(robot.name, robot.secret)),
      usual('2xx', token('issued'), signIn('generated', 'success')),
    ],
    [
      'the same, once more',
      () => ask(basic(robot.name, robot.secret)),
      usual('2xx', token('issued'), signIn('generated', 'success')),
    ],
    [
      'by a form',
      () => form({ username: robot.name, password: robot.secret }),
      usual('2xx', token('issued'), signIn('generated', 'success')),
    ],
    [
      'a chosen secret',
      () => ask(basic(odd.chosen, person.password)),
      usual('2xx', token('issued'), signIn('chosen', 'success'), slowHash),
    ],
    [
      'the same, remembered',
      () => ask(basic(odd.chosen, person.password)),
      usual('2xx', token('issued'), signIn('chosen', 'success')),
    ],
    ['a legacy robot', () => ask(basic(...odd.legacy)), usual('2xx', token('issued'), signIn('legacy', 'success'))],
    [
      'a person',
      () => ask(basic(person.username, person.password)),
      usual('2xx', token('issued'), signIn('password', 'success'), slowHash),
    ],
    ['nobody', () => ask({}), usual('2xx', token('anonymous'))],
    ['nobody, for nothing', () => ask({}, ''), usual('4xx', token('refused', 'no-credentials'))],
    [
      'an unknown name',
      () => ask(basic(`robot$${unique('no')}`, generateSecret())),
      usual('4xx', token('refused', 'unknown-name'), signIn('generated', 'failure'), refused),
    ],
    [
      'a wrong secret',
      () => ask(basic(robot.name, generateSecret())),
      usual('4xx', token('refused', 'wrong-secret'), signIn('generated', 'failure'), refused),
    ],
    [
      'a wrong chosen secret',
      () => ask(basic(odd.chosen, chosen)),
      usual('4xx', token('refused', 'wrong-secret'), signIn('chosen', 'failure'), slowHash, refused),
    ],
    [
      'a disabled robot',
      () => ask(basic(odd.disabled, odd.secret)),
      usual('4xx', token('refused', 'disabled'), signIn('generated', 'failure'), refused),
    ],
    [
      'an expired robot',
      () => ask(basic(odd.expired, odd.secret)),
      usual('4xx', token('refused', 'expired'), signIn('generated', 'failure'), refused),
    ],
    [
      'a legacy robot that nobody knows',
      () => ask(basic('robot$nobody', odd.legacy[1].replace(/.{9}$/, 'AAAAAAAAA'))),
      usual('4xx', token('refused', 'unknown-name'), signIn('legacy', 'failure'), refused),
    ],
    [
      'a wrong password',
      () => ask(basic(person.username, 'x')),
      usual(
        '4xx',
        token('refused', 'password'),
        signIn('password', 'failure'),
        slowHash,
        changed('user.sign-in', 'failure'),
      ),
    ],
    [
      'another scheme',
      () => ask({ authorization: 'Bearer x' }),
      { ...http('token', '4xx'), ...token('refused', 'unreadable') },
    ],
    [
      'a refresh token',
      () => form({ grant_type: 'refresh_token' }),
      { ...http('token', '4xx'), ...token('refused', 'refresh-token') },
    ],
    [
      'another service',
      () => callPath('GET', '/service/token?service=x', {}),
      { ...http('token', '4xx'), ...token('bad-request') },
    ],
    [
      'no form',
      () => callPath('POST', '/service/token', { body: 'x' }),
      { ...http('token', '4xx'), ...token('bad-request') },
    ],
    ['a method that is none', () => callPath('DELETE', '/service/token', {}), http('token', '4xx')],
  ])('%s', async (_, what, expected) => {
    expect(await grown(what)).toEqual(expected)
  })

  test('who fails too often is throttled', async () => {
    const wrong = () => ask(basic(robot.name, generateSecret()))
    for (let time = 0; time < 10; time++) await wrong()
    expect(await grown(wrong)).toEqual(usual('4xx', token('throttled'), signIn('generated', 'throttled')))
  })

  test('who asks while too many wait is turned away, and was never looked at', async () => {
    const giveBack = fillTurns()
    try {
      expect(await grown(() => ask(basic(odd.chosen, chosen)))).toEqual(
        usual('5xx', token('unavailable', 'overload'), { slow_hashes_turned_away_total: 1 }),
      )
    } finally {
      await giveBack()
    }
  })

  test.each([
    ['database', 'SQLITE_BUSY: database is locked', { 'database_unavailable_total{door="token"}': 1 }],
    ['fault', 'something else', {}],
  ])('without an answer: %s', async (reason, message, more) => {
    const reads = hotReads()
    const { ask: usualAsk } = reads
    reads.ask = () => Promise.reject(new Error(message))
    try {
      expect(await grown(() => ask(basic(robot.name, robot.secret)))).toEqual({
        ...http('token', '5xx'),
        ...token('unavailable', reason),
        ...more,
      })
    } finally {
      reads.ask = usualAsk
    }
  })

  test('three in one turn are three questions in one batch', async () => {
    const one = (name: string) =>
      issueToken({
        service: 'harbor-registry',
        scopes: [`repository:${project.name}/${name}:pull`],
        credentials: { username: robot.name, secret: robot.secret },
        source: {},
      })
    const sum = async () => seriesOf((await expose()).text).get('robot_console_hot_batch_size_sum')!
    const before = await sum()
    expect(await grown(() => Promise.all(['a', 'b', 'c'].map(one)))).toEqual({
      ...batch,
      'sign_ins_total{kind="generated",result="success"}': 3,
    })
    expect((await sum()) - before).toBe(3)
  })
})

test.each<[string, () => Promise<unknown>, Record<string, number>]>([
  ['an operation', () => callPath('GET', '/api/v2.0/ping', {}), http('api', '2xx')],
  ['an operation that is none', () => callPath('GET', '/api/v2.0/nothing', {}), http('api', '4xx')],
  [
    'wrong credentials',
    () => callPath('GET', '/api/v2.0/robots', { as: basic(robot.name, generateSecret()) }),
    { ...http('api', '4xx'), ...batch, ...signIn('generated', 'failure'), ...refused },
  ],
  ['the keys', () => callPath('GET', '/service/jwks.json', {}), http('keys', '2xx')],
  ['notifications', () => callPath('POST', '/service/notifications', {}), http('notifications', '4xx')],
  ['health', () => callPath('GET', '/livez', {}), http('health', '2xx')],
  ['the metrics', () => callPath('GET', '/metrics', {}), http('health', '4xx')],
  ['a page', () => callPath('GET', '/projects', {}), http('pages', '5xx')],
  ['what is nowhere', () => callPath('GET', '/service/x', {}), http('pages', '4xx')],
  ['what is encoded wrongly', () => callPath('GET', '/%ff', {}), http('pages', '4xx')],
])('%s', async (_, what, expected) => {
  expect(await grown(what)).toEqual(expected)
})

test('a request that is broken off', async () => {
  const giveBack = holdTurns()
  const { port } = new URL(apiUrl())
  const counted = await grown(async () => {
    const socket = connect(Number(port), '127.0.0.1')
    const { authorization } = basic(person.username, person.password)
    socket.write(
      `GET /service/token?service=harbor-registry HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n\r\n`,
    )
    await expect.poll(async () => seriesOf((await expose()).text).get('robot_console_slow_hashes_waiting')).toBe(1)
    socket.destroy()
    await once(socket, 'close')
    await expect.poll(async () => (await counters()).get('http_requests_total{door="token",status="aborted"}')).toBe(1)
  })
  const signIns = async () => (await counters()).get('sign_ins_total{kind="password",result="success"}')!
  const before = await signIns()
  await giveBack()
  expect(counted).toMatchObject(http('token', 'aborted'))
  // It goes on without its client, and is not to be counted in what comes next.
  await expect.poll(signIns).toBe(before + 1)
})

test('who waits for a slow hash is seen waiting, and for how long', async () => {
  const giveBack = holdTurns()
  const attempts = Promise.all(
    [1, 2, 3].map(() => authenticateUser({ username: unique('x'), password: 'y', source: {} })),
  )
  const gauges = async () => seriesOf((await expose()).text)
  await expect.poll(async () => (await gauges()).get('robot_console_slow_hashes_waiting')).toBe(3)
  const before = (await counters()).get('slow_hash_wait_seconds_count')!
  await giveBack()
  await attempts
  const after = await gauges()
  expect(after.get('robot_console_slow_hashes_waiting')).toBe(0)
  expect(after.get('robot_console_slow_hash_wait_seconds_count')! - before).toBe(3)
  expect(maxRunning).toBeLessThan(3)
})

describe('a change', () => {
  test('that is saved', async () => {
    expect(await grown(() => makeRobot(project))).toEqual(changed('robot.create'))
  })
  test('that is refused', async () => {
    const guest = await makeUser()
    await addMember(project.id, guest.id, 'guest')
    const attempt = () =>
      expect(makeRobot({ ...project, admin: guest.actor })).rejects.toMatchObject({ kind: 'forbidden' })
    expect(await grown(attempt)).toEqual(changed('robot.create', 'denied'))
  })
  test('that cannot be made', async () => {
    const again = { name: robot.name.split('+')[1]! }
    const attempt = () => expect(makeRobot(project, again)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await grown(attempt)).toEqual({})
  })
  test('among others that are undone with it', async () => {
    const [one, other] = [await makeUser(), await makeUser()]
    const add = ({ username }: { username: string }) => ({ project: project.name, username, role: 'guest' as const })
    const both = (error?: Error) =>
      changeTogether(async (together) => {
        await addProjectMember(project.admin, add(one), together)
        if (error) throw error
        await addProjectMember(project.admin, add(other), together)
      })
    expect(await grown(() => expect(both(new Error('undone'))).rejects.toThrow('undone'))).toEqual({})
    expect(await grown(() => both())).toEqual({ 'changes_total{operation="member.create",result="success"}': 2 })
  })
})

describe('a job', () => {
  const { name, when } = jobTable[0]!
  const runs = (outcome: string) => ({ [`job_runs_total{job_name="${name}",outcome="${outcome}"}`]: 1 })
  beforeEach(async () => void (await db().lease.deleteMany()))

  test.each<[string, () => Promise<unknown>]>([
    ['done', async () => undefined],
    ['failed', () => Promise.reject(new Error('no'))],
    ['lost', () => db().lease.updateMany({ data: { holder: 'another' } })],
  ])('%s', async (outcome, run) => {
    expect(await grown(() => runJobs([{ name, when, run }]).turn())).toEqual(runs(outcome))
  })
  test('stopped; one that others hold is no run', async () => {
    const jobs = runJobs([{ name, when, run: async () => void jobs.stop() }])
    expect(await grown(() => jobs.turn())).toEqual(runs('stopped'))
    await db().lease.updateMany({ data: { holder: 'another', until: BigInt(Date.now() + 60_000) } })
    expect(await grown(() => runJobs([{ name, when, run: async () => undefined }]).turn())).toEqual({})
  })
})
