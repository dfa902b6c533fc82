import { expect, test } from 'vitest'
import { maxPayloadBytes, payloadText, type EventPayload } from './event-payload'

const who: EventPayload = {
  actor: { kind: 'user', id: 1, name: 'ann' },
  resource: { type: 'robot', id: 2, name: 'robot$a+ci' },
  project: { id: 3, name: 'a' },
}
const parse = (payload: EventPayload) => JSON.parse(payloadText(payload)) as EventPayload
const names = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`)

test('what fits stays as it is', () => {
  const payload = { ...who, details: { robots: 3, names: names(100), project: null } }
  expect(parse(payload)).toEqual(payload)
})

test('of a longer list it says how many more there are', () =>
  expect(parse({ ...who, details: { names: names(101) } }).details).toEqual({ names: { items: names(100), more: 1 } }))

test.each([
  ['many long names', { names: names(1_000).map((name) => name.padEnd(255, '日')) }],
  ['a long text', { text: '\u0000'.repeat(100_000) }],
  ['many lists', Object.fromEntries(names(1_000).map((name) => [name, names(1_000)]))],
])('%s are cut until all of it fits', (_, details) => {
  const text = payloadText({ ...who, details })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxPayloadBytes)
  expect(JSON.parse(text)).toMatchObject(who)
})

test('however long the names of who and what are', () => {
  const long = '\u0001'.repeat(1_000)
  const payload = {
    actor: { kind: 'user', name: long },
    resource: { type: 'robot', name: long },
    project: { id: 1, name: long },
  }
  expect(Buffer.byteLength(payloadText(payload))).toBeLessThanOrEqual(maxPayloadBytes)
})
