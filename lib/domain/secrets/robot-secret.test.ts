import { expect, test } from 'vitest'
import { endedByTime, heldBy, isOver, keepSecretInput, refreshSecretInput, secretEnd } from './robot-secret'

const at = (ms: number) => new Date(Date.UTC(2026, 2, 1) + ms)
const hour = 3_600_000
const never = { expiresAt: null, retiresAt: null, retiresAfter: null, endedAt: null }
const used = { activatedAt: at(0) }

test.each<[string, Partial<Parameters<typeof secretEnd>[0]>, Parameters<typeof secretEnd>[1], Date | null]>([
  ['nothing foreseen', {}, null, null],
  ['nothing foreseen, whatever its successor does', {}, used, null],
  ['a fixed end', { retiresAt: at(5) }, null, at(5)],
  ['an expiry', { expiresAt: at(7) }, null, at(7)],
  ['an hour after a first use that was', { retiresAfter: 3_600 }, used, at(hour)],
  ['an hour after a first use that never was', { retiresAfter: 3_600 }, { activatedAt: null }, null],
  ['an hour after the first use of one that is gone', { retiresAfter: 3_600 }, null, null],
  ['an expiry before that', { retiresAfter: 3_600, expiresAt: at(7) }, used, at(7)],
  ['that before an expiry', { retiresAfter: 3_600, expiresAt: at(2 * hour) }, used, at(hour)],
  ['ended before its time', { retiresAfter: 3_600, endedAt: at(3) }, used, at(3)],
])('a secret with %s', (_, times, successor, end) => {
  expect(secretEnd({ ...never, ...times }, successor)).toBe(end?.getTime() ?? null)
})

test('it is over from its very millisecond on, and one without an end never is', () => {
  expect([4, 5, 6].map((ms) => isOver(5, ms))).toEqual([false, true, true])
  expect(isOver(null, Number.MAX_SAFE_INTEGER)).toBe(false)
})

test.each([
  [{ disabled: false, expiresAt: null }, null],
  [{ disabled: false, expiresAt: 11 }, null],
  [{ disabled: false, expiresAt: 10 }, 'expired'],
  [{ disabled: true, expiresAt: null }, 'disabled'],
  [{ disabled: true, expiresAt: 9 }, 'disabled'],
])('the secrets of a robot with %j are held back by %j', (robot, held) => expect(heldBy(robot, 10)).toBe(held))

test('what time has ended was replaced, or has expired', () => {
  expect(endedByTime(at(1).getTime(), { expiresAt: at(1) })).toBe('expired')
  expect(endedByTime(at(1).getTime(), { expiresAt: at(2) })).toBe('replaced')
  expect(endedByTime(at(1).getTime(), { expiresAt: null })).toBe('replaced')
})

test.each<[object, boolean]>([
  [{}, true],
  [{ oldSecret: { kind: 'at-once' } }, true],
  [{ oldSecret: { kind: 'after-first-use', hours: 1 } }, true],
  [{ oldSecret: { kind: 'after-first-use', hours: 720 }, ends: 'newer' }, true],
  [{ oldSecret: { kind: 'at', at: '2026-03-01T00:00:00+02:00' } }, true],
  [{ oldSecret: { kind: 'after-first-use' } }, false],
  [{ oldSecret: { kind: 'after-first-use', hours: 0 } }, false],
  [{ oldSecret: { kind: 'after-first-use', hours: 721 } }, false],
  [{ oldSecret: { kind: 'after-first-use', hours: 1.5 } }, false],
  [{ oldSecret: { kind: 'at', at: '2026-03-01' } }, false],
  [{ oldSecret: { kind: 'at', at: 'soon' } }, false],
  [{ oldSecret: { kind: 'never' } }, false],
  [{ ends: 'both' }, false],
])('a refresh that asks for %j: %s', (asked, ok) => {
  expect(refreshSecretInput.safeParse({ id: 1, ...asked }).success).toBe(ok)
})

test('a secret is not kept until at once', () => {
  expect(keepSecretInput.safeParse({ id: 1, secretId: 1, end: { kind: 'at-once' } }).success).toBe(false)
})
