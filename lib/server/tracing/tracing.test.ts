import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env, parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { ensureSigningKey } from '../registry/signing-key'
import { basic, callApi, callPath, useApi } from '../testing/api'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeSigner } from '../testing/make'
import { startOwnTime } from '../testing/own-time'
import { startCollector, told } from '../testing/trace-collector'
import { forAll } from '../request-context'
import { inSpan, tracing } from './span'
import { startTracing } from './start-tracing'

let collector: Awaited<ReturnType<typeof startCollector>>

/** Begun before the database is opened, as at a start. */
beforeAll(async () => {
  collector = await startCollector()
  setGlobalState('env', parseEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }))
  const stop = await startTracing('console')
  return stop
})
useDatabase()
useApi({ LOG_LEVEL: 'silent' })
beforeAll(async () => void (await ensureSigningKey()))
afterAll(() => collector.close())

const traceId = '0af7651916cd43dd8448eb211c80319c'
const caller = { traceparent: `00-${traceId}-b7ad6b7169203331-01` }

/** The spans of what `act` does, as they are delivered when the process ends. */
async function spansOf(act: () => Promise<unknown>, settings: Record<string, string> = {}) {
  const usual = env()
  const taken = await startCollector()
  const given = { OTEL_EXPORTER_OTLP_ENDPOINT: `${taken.url}/`, TRUST_PROXY: '1', ...settings }
  setGlobalState('env', { ...usual, ...parseEnv(given) })
  const stop = await startTracing('console')
  setGlobalState('env', usual)
  await act()
  // The last answer is ended a moment after its client has it.
  await new Promise(setImmediate)
  await stop()
  taken.close()
  const spans = taken.spans()
  const server = spans.filter(({ kind }) => kind === 2)
  const below = (parent: string) => spans.filter(({ parentSpanId }) => parentSpanId === parent)
  return { ...taken, spans, server, below, text: taken.bodies.join('\n') }
}

const tokenPath = '/service/token?service=harbor-registry&scope=repository%3Ano-such%2Fapp%3Apull'

test('a request for a token is a span of its caller’s trace, and what it read lies below', async () => {
  const robot = await makeRobot(await makeProject())
  const { server, below, paths, resources } = await spansOf(() =>
    callPath('GET', tokenPath, { as: basic(robot.name, robot.secret!), headers: caller }),
  )
  expect(paths).toEqual(['POST /v1/traces application/json'])
  expect(resources()).toMatchObject([{ 'service.name': 'robot-console', 'robot_console.program': 'console' }])
  expect(server).toMatchObject([{ name: 'GET /service/token', traceId, parentSpanId: 'b7ad6b7169203331' }])
  expect(told(server[0]!)).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/service/token',
    'http.response.status_code': 200,
    'robot_console.door': 'token',
    'robot_console.request_id': expect.stringMatching(/^request-/),
  })
  expect(below(server[0]!.spanId)).toMatchObject([{ name: 'database read', traceId }])
})

test('a change through the API is told by its operation, with its transaction and the statements in there', async () => {
  const project = await makeProject()
  const admin = await makeSigner({ role: 'projectAdmin', projectId: project.id })
  const robot = await makeRobot(project)
  const { server, spans, below } = await spansOf(() =>
    callApi('PATCH', `/robots/${robot.id}`, {
      as: basic(admin.username, admin.password),
      headers: { 'content-type': 'application/json' },
      body: {},
    }),
  )
  expect(server.map(({ name }) => name)).toEqual(['PATCH /api/v2.0/robots/{robot_id}'])
  expect(told(server[0]!)).toMatchObject({ 'robot_console.operation': 'RefreshSec', 'robot_console.door': 'api' })
  const children = below(server[0]!.spanId).map(({ name }) => name)
  expect(children).toEqual(expect.arrayContaining(['slow hash', 'database transaction']))
  const transaction = spans.find(({ name }) => name === 'database transaction')!
  const statements = below(transaction.spanId).map(({ name }) => name)
  expect(statements).toContain('database RobotSecret.update')
})

test('no name and no secret is in what is sent, and no error’s message', async () => {
  const project = await makeProject()
  const robot = await makeRobot(project)
  const [wrong, guessed] = [unique('Wrong-Secret'), unique('someone')]
  const { text, server } = await spansOf(async () => {
    await callPath('GET', tokenPath.replace('no-such', project.name), { as: basic(robot.name, robot.secret!) })
    await callPath('GET', tokenPath, { as: basic(robot.name, wrong) })
    await callPath('GET', `/service/token?service=x&account=${guessed}`, { as: basic(guessed, wrong) })
    await callApi('GET', `/projects/${project.name}`, { as: basic(robot.name, robot.secret!) })
    await callPath('GET', `/${guessed}/${wrong}`, {})
    await callPath('GET', tokenPath, { headers: { 'x-request-id': robot.secret! } })
    await inSpan('alone', async () => undefined)
  })
  expect(server).toHaveLength(6)
  expect(new Set(server.map(({ name }) => name))).toEqual(
    new Set(['GET /service/token', 'GET /api/v2.0/projects/{project_name_or_id}', 'GET /pages']),
  )
  const bare = robot.name.split('$')[1]!
  for (const secret of [robot.secret!, wrong, guessed, project.name, bare]) expect(text).not.toContain(secret)
})

test('what is done for several requests is in the trace of none', async () => {
  const { spans } = await spansOf(() =>
    tracing()!.inRequest(
      { method: 'GET', route: '/pages', traceparent: undefined, attributes: {} },
      Promise.resolve({ status: 200, isAborted: false }),
      () => Promise.all([inSpan('own', async () => undefined), forAll(() => inSpan('shared', async () => undefined))]),
    ),
  )
  expect(spans.map(({ name }) => name).sort()).toEqual(['GET /pages', 'own'])
})

test('what fails is marked, by the kind of the error alone', async () => {
  const { server, spans } = await spansOf(async () => {
    await callPath('GET', '/robots', {}) // there is no Next behind: 501
    await tracing()!.inRequest(
      { method: 'GET', route: '/pages', traceparent: undefined, attributes: {} },
      Promise.resolve({ status: 200, isAborted: true }),
      () => inSpan('broken', async () => Promise.reject(new TypeError('who it was'))).catch(() => undefined),
    )
  })
  expect(server.map((span) => [span.status.code, told(span)['robot_console.aborted']])).toEqual([
    [2, undefined],
    [0, true],
  ])
  const broken = spans.find(({ name }) => name === 'broken')!
  expect([broken.status.code, told(broken)['error.type']]).toEqual([2, 'TypeError'])
})

describe('who decides what is kept', () => {
  const asked = (headers = {}) => callPath('GET', tokenPath, { headers })

  test('nobody wants to know that we live', async () => {
    const { bodies } = await spansOf(async () => {
      await callPath('GET', '/livez', {})
      await callPath('GET', '/healthz', {})
    })
    expect(bodies).toEqual([])
  })

  test('a share of the requests, and of those that are part of a trace what its caller says', async () => {
    const not = { traceparent: caller.traceparent.replace(/01$/, '00') }
    const share = { OTEL_TRACES_SAMPLER_ARG: '0', OTEL_SERVICE_NAME: 'robots' }
    const few = await spansOf(() => Promise.all([asked(), asked(not), asked(caller)]), share)
    expect(few.server.map((span) => span.traceId)).toEqual([traceId])
    expect(few.resources()).toMatchObject([{ 'service.name': 'robots' }])
    const { server } = await spansOf(() => Promise.all([asked(), asked(not)]))
    expect(server).toHaveLength(1)
    expect(server[0]!.parentSpanId ?? '').toBe('')
  })

  test('without a trusted proxy the share alone, whatever a request says', async () => {
    const none = await spansOf(() => asked(caller), { OTEL_TRACES_SAMPLER_ARG: '0', TRUST_PROXY: '0' })
    expect(none.server).toEqual([])
    const { server } = await spansOf(() => asked(caller), { TRUST_PROXY: '0' })
    expect(server.map((span) => span.traceId === traceId)).toEqual([false])
  })
})

describe('without a collector', () => {
  test.each([
    ['that refuses', () => startCollector(() => 500).then((one) => ({ url: one.url, close: one.close }))],
    ['that never answers', () => startCollector(() => null).then((one) => ({ url: one.url, close: one.close }))],
  ])('%s requests are answered, and the process ends in time', async (_, make) => {
    const { url, close } = await make()
    const usual = env()
    setGlobalState('env', { ...usual, OTEL_EXPORTER_OTLP_ENDPOINT: url })
    const stop = await startTracing('console')
    setGlobalState('env', usual)
    expect((await callPath('GET', tokenPath, {})).status).toBe(200)
    const waited = startOwnTime()
    await stop()
    expect(waited()).toBeLessThan(4_000)
    close()
  })
})
