import { describe, expect, test } from 'vitest'
import { rotationPauseMs, selfRotation, selfRotationInput, unusedPauseMs } from './self-rotation'

const now = Date.UTC(2026, 2, 1)
const hour = 3_600_000
const secret = (id: number, more: object = {}) => ({
  ...{ id, madeAt: now - 5 * hour, own: true, firstUse: now - 4 * hour, end: null, retiresAfter: null },
  ...more,
})
const older = secret(1, { retiresAfter: 86_400 })
const unused = { firstUse: null, madeAt: now - unusedPauseMs }

describe('with one secret', () => {
  test.each([
    ['never by itself', null, { kind: 'go' }],
    ['an hour ago', now - rotationPauseMs, { kind: 'go' }],
    ['a moment less ago', now - rotationPauseMs + 1, { kind: 'wait', forMs: 1 }],
    ['now', now, { kind: 'wait', forMs: rotationPauseMs }],
    ['later, by a clock that was set back', now + 1, { kind: 'go' }],
  ])('made the last %s', (_, lastMadeAt, verdict) => {
    expect(selfRotation({ live: [secret(1)], provedId: 1, lastMadeAt, now })).toEqual(verdict)
  })
})

describe('with two', () => {
  test.each([
    ['never used, made a minute ago: it is replaced', secret(2, unused), 1, { kind: 'go', ends: 'newer' }],
    [
      'never used, made a moment later: somebody may be about to store it',
      secret(2, { ...unused, madeAt: now - unusedPauseMs + 1 }),
      1,
      { kind: 'wait', forMs: 1 },
    ],
    ['never used, made by somebody else', secret(2, { ...unused, own: false }), 1, { kind: 'not-its-own' }],
    ['used, the old one asks', secret(2), 1, { kind: 'two-in-use', until: now + 20 * hour }],
    ['used, the new one asks', secret(2), 2, { kind: 'two-in-use', until: now + 20 * hour }],
    ['used by this very request', secret(2, unused), 2, { kind: 'two-in-use', until: now + 24 * hour }],
  ])('the newer %s', (_, newer, provedId, verdict) => {
    // That it made one within the hour holds up no recovery.
    expect(selfRotation({ live: [older, newer], provedId, lastMadeAt: newer.madeAt, now })).toEqual(verdict)
  })

  test('the older one’s own end is what is told', () => {
    const ending = secret(1, { end: now + 5 })
    const verdict = selfRotation({ live: [ending, secret(2)], provedId: 2, lastMadeAt: null, now })
    expect(verdict).toEqual({ kind: 'two-in-use', until: now + 5 })
  })
})

test('what was proved may have ended meanwhile', () => {
  expect(selfRotation({ live: [secret(2)], provedId: 1, lastMadeAt: null, now })).toEqual({ kind: 'gone' })
  expect(selfRotation({ live: [], provedId: 1, lastMadeAt: null, now })).toEqual({ kind: 'gone' })
})

test.each([0, -1, 1.5, 169, NaN])('%d hours of overlap are none', (hours) => {
  expect(selfRotationInput.safeParse({ hours }).success).toBe(false)
})
