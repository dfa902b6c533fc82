import { expect, test } from 'vitest'
import { linkFragment, parseLinkFragment } from './link-fragment'
import { createLinkInput, isPassphrase, openLinkInput } from './link-schema'

test.each([
  ['', false],
  ['1234567', false],
  ['12345678', true],
  ['        ', false],
  ['🤖'.repeat(7), false],
  ['🤖'.repeat(128), true],
  ['x'.repeat(129), false],
])('whether %o is a passphrase: %s', (typed, is) => expect(isPassphrase(typed)).toBe(is))

test('a passphrase is the same however its accents were put together', () => {
  const [one, other] = ['Zoë und Renée', 'Zoë und Renée'.normalize('NFD')]
  expect(one).not.toBe(other)
  const made = createLinkInput.parse({ robotId: 1, secret: 'x', hours: 1, passphrase: other })
  expect(openLinkInput.parse({ id: 'x', key: 'y', passphrase: one }).passphrase).toBe(made.passphrase)
})

test.each([0, 0.5, 169, -1, NaN, Infinity])('a link is not open for %d hours', (hours) => {
  expect(createLinkInput.safeParse({ robotId: 1, secret: 'x', hours }).success).toBe(false)
})

test('a fragment says the key, and whether there is a passphrase', () => {
  for (const fragment of [
    { key: 'W2i5gUmp1EMR0cS2vnQmMg', guarded: true },
    { key: '-_', guarded: false },
  ])
    expect(parseLinkFragment(`#${linkFragment(fragment)}`)).toEqual(fragment)
  expect(['', '#', '# ', '#.p'].map(parseLinkFragment)).toEqual([null, null, null, null])
})
