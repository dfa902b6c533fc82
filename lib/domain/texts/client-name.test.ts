import { expect, test } from 'vitest'
import { clientName, maxClientLength } from './client-name'

test.each<[string | undefined, string | null | undefined, string | null]>([
  ['skopeo/1.9.3', 'containers', 'skopeo/1.9.3'],
  [undefined, 'docker', 'docker'],
  ['  ', 'docker', 'docker'],
  [undefined, undefined, null],
  ['', null, null],
  ['a\u0000b\u001b[31mc\nd\u007f', null, 'a b [31mc d'],
  ['\u202Egpj.exe', null, 'gpj.exe'],
  ['a\u2028b', null, 'a b'],
  ['\ud800broken', null, 'broken'],
])('%j and %j are shown as %j', (userAgent, clientId, shown) => {
  expect(clientName(userAgent, clientId)).toBe(shown)
})

test('a long one is cut, without splitting a character', () => {
  expect(clientName('x'.repeat(maxClientLength))).toHaveLength(maxClientLength)
  const cut = clientName('😀'.repeat(300))!
  expect([...cut]).toHaveLength(maxClientLength)
  expect(cut).toMatch(/^(😀)+…$/u)
  expect(clientName('x'.repeat(100_000))).toHaveLength(maxClientLength)
})
