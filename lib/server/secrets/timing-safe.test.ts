import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { beforeEach, expect, test, vi } from 'vitest'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { csrfCookie, csrfHeader, tellCsrf, mayWriteBySession } from '../http/api/csrf'
import { notificationsEndpoint } from '../http/endpoints/notifications-endpoint'
import type { Call } from '../http/exchange/respond'
import { generateSecret } from './secret'
import { hashGenerated, indexOfGenerated, matches } from './stored-secret'

// A comparison that ends at the first difference gives the same answers: only whether it was asked can tell.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) }
})
const asked = vi.mocked(timingSafeEqual)

const notificationsToken = 'a-token-for-the-registry'
beforeEach(() => {
  asked.mockClear()
  setGlobalState('env', parseEnv({ NOTIFICATIONS_TOKEN: notificationsToken }))
  setGlobalState('secret-key', { master: 'the secret key of the tests' })
})
/** What was compared: how long both were, and whether they were the same. */
const compared = () => asked.mock.results.map(({ value }, call) => [asked.mock.calls[call]!.map(lengthOf), value])
const lengthOf = (bytes: NodeJS.ArrayBufferView) => bytes.byteLength

const [secret, other] = [generateSecret(), generateSecret()]

test('a generated secret', async () => {
  expect(await matches(secret, hashGenerated(secret))).toBe(true)
  expect(await matches(other, hashGenerated(secret))).toBe(false)
  expect(compared()).toEqual([
    [[32, 32], true],
    [[32, 32], false],
  ])
})

test('a generated secret among several: with all of them, whichever it is', () => {
  const stored = [secret, other, generateSecret()].map(hashGenerated)
  expect(indexOfGenerated(secret, stored)).toBe(0)
  expect(compared()).toEqual([true, false, false].map((is) => [[32, 32], is]))
})

test.each([
  [notificationsToken, true],
  [`${notificationsToken}x`, false],
  ['x', false],
])('the token of the registry’s notifications: %s', async (token, isRight) => {
  const request = { headers: { authorization: `Bearer ${token}` } }
  const response = { setHeader: () => response }
  const call = { request, response } as unknown as Call
  // What is right gets as far as the type of its body.
  await expect(notificationsEndpoint.POST!(call)).rejects.toMatchObject({ status: isRight ? 415 : 401 })
  expect(compared()).toEqual([[[32, 32], isRight]])
})

test('the token against forged requests', () => {
  const [{ token, cookie }, another] = [told(), told()]
  expect(cookie.startsWith(`${csrfCookie}=`)).toBe(true)
  expect(mayWriteBySession(sending({ cookie, [csrfHeader.toLowerCase()]: token }))).toBe(true)
  expect(mayWriteBySession(sending({ cookie, [csrfHeader.toLowerCase()]: another.token }))).toBe(false)
  expect(compared()).toEqual([true, false].map((is) => [[44, 44], is]))
})

const sending = (headers: IncomingHttpHeaders) => ({ headers }) as IncomingMessage

/** What an answer to a request without cookies tells. */
function told(): { token: string; cookie: string } {
  const headers = new Map<string, string>()
  const note = (name: string, value: string) => headers.set(name, value)
  tellCsrf(sending({}), { setHeader: note, appendHeader: note } as unknown as ServerResponse)
  return { token: headers.get(csrfHeader)!, cookie: headers.get('Set-Cookie')!.split(';')[0]! }
}
