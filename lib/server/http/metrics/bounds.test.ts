import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { ensureSigningKey } from '../../registry/signing-key'
import { generateSecret } from '../../secrets/secret'
import { apiUrl, basic, callPath, useApi } from '../../testing/api'
import { useDatabase } from '../../testing/database'
import { makeProject, makeRobot, makeSigner } from '../../testing/make'
import { forgetNumbers, seriesOf } from '../../testing/scrape'
import { expose, prepareExposition } from './exposition'

const own = 'a-token-for-prometheus'
useDatabase()
useApi({ METRICS_TOKEN: own })
beforeAll(async () => {
  await ensureSigningKey()
  await prepareExposition('console')
  forgetNumbers()
})

const exposed = async () => (await expose()).text
/** Of what Node itself tells, without what names its classes, and the kinds of what it clears away: those come and go. */
const seriesNames = (text: string) =>
  [...seriesOf(text).keys()].filter((series) => !/^nodejs_(active|gc)_/.test(series)).sort()

/** Sends what no client of HTTP would. */
async function sendRaw(text: string): Promise<void> {
  const socket = connect(Number(new URL(apiUrl()).port), '127.0.0.1').on('error', () => undefined)
  // However it is closed: `once` would reject where the server breaks it off.
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.end(text)
  socket.resume()
  await closed
}

test('whoever sends what: no series comes or goes, and nothing of it is told', async () => {
  const project = await makeProject()
  const robot = await makeRobot(project)
  const person = await makeSigner()
  const word = () => `x${randomBytes(6).toString('hex')}`
  const wrong = Array.from({ length: 12 }, word)
  const address = '198.51.100.77'
  const token = (as = {}, more = '') => callPath('GET', `/service/token?service=harbor-registry${more}`, { as })
  // Opens what is opened at the first use.
  await token(basic(robot.name, robot.secret), `&scope=repository:${project.name}/a:pull`)
  const before = await exposed()

  const secrets = [robot.secret, person.password, generateSecret()]
  await Promise.all([
    ...secrets.flatMap((secret) => [robot.name, person.username].map((name) => token(basic(name, secret)))),
    ...wrong.flatMap((text) => [
      callPath('GET', `/${text}`, {}),
      callPath('GET', `/api/v2.0/${text}?q=${text}`, {}),
      callPath('GET', `/c/${text}`, {}),
      callPath('DELETE', `/service/${text}`, {}),
      callPath('GET', `/service/token/${text}`, {}),
      callPath('GET', `/metrics/${text}`, {}),
      callPath('GET', '/metrics', { as: { authorization: `Bearer ${text}` } }),
      callPath('GET', '/livez', { headers: { 'user-agent': text, 'x-request-id': text, 'x-real-client': address } }),
      token(basic(`robot$${text}`, generateSecret()), `&scope=${text}`),
      token({ authorization: text }),
      callPath('POST', '/service/token', { body: text }),
      callPath('POST', '/api/v2.0/robots', { as: basic(text, text), body: { name: text } }),
    ]),
    callPath('GET', '/__proto__', {}),
    callPath('GET', '/constructor', {}),
    ...['FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 'LINK /a HTTP/1.1\r\nHost: a\r\n\r\n', 'GET  HTTP/1.1\r\n\r\n'].map(
      sendRaw,
    ),
  ])

  const after = await exposed()
  expect(seriesNames(after)).toEqual(seriesNames(before))
  expect(seriesOf(after).get('robot_console_http_requests_total{door="token",status="4xx"}')).toBeGreaterThan(20)
  const told = [...secrets, ...wrong, own, robot.name, person.username, project.name, address, '192.0.2.1', '127.0.0.1']
  expect(told.filter((text) => after.includes(text))).toEqual([])
  expect(after).not.toContain('/service')
})

test('labels have no other names than these', async () => {
  const labels = [...seriesOf(await exposed()).keys()].flatMap((series) =>
    [...series.matchAll(/(\w+)="/g)].map(([, label]) => label),
  )
  expect([...new Set(labels)].sort()).toEqual(
    ['door', 'job_name', 'kind', 'le', 'node', 'operation', 'outcome', 'queue', 'reason', 'result', 'state', 'status']
      .concat(['type', 'version', 'within', 'space', 'major', 'minor', 'patch', 'pool'])
      .filter((label) => labels.includes(label))
      .sort(),
  )
})
