import { describe, expect, test } from 'vitest'
import { holdsPrivateKey, maxRecipients, parseRecipients } from './age-recipients'

const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
/** Of the right form; whether its checksum is right is not looked at here. */
const key = (number: number) =>
  `age1${Array.from({ length: 58 }, (_, at) => bech32[(number * 7 + at * 3 + Math.floor(number / 32)) % 32]).join('')}`
const pq = `age1pq1${'q'.repeat(1_900)}`
const faultOf = (text: string) => {
  const parsed = parseRecipients(text)
  return parsed.ok ? null : [parsed.fault, parsed.line]
}

test('takes one a line, each once, with comments and blanks', () => {
  const text = `# the team\r\n  ${key(1)}  \n\n${key(2)}\n${key(1)}\n`
  expect(parseRecipients(text)).toEqual({ ok: true, keys: [key(1), key(2)] })
  expect(parseRecipients(pq)).toEqual({ ok: true, keys: [pq] })
})

test('takes twenty and no more', () => {
  const keys = Array.from({ length: maxRecipients + 1 }, (_, at) => key(at))
  expect(new Set(keys).size).toBe(maxRecipients + 1)
  expect(parseRecipients(keys.slice(1).join('\n')).ok).toBe(true)
  expect(faultOf(keys.join('\n'))?.[0]).toBe('many')
})

describe('refuses', () => {
  test.each([
    ['nothing', ' \n# only a comment', ['none', 1]],
    ['an SSH key', `${key(1)}\nssh-ed25519 AAAAC3Nz me@here`, ['ssh', 2]],
    ['an SSH key of a token', 'sk-ssh-ed25519@openssh.com AAAA', ['ssh', 1]],
    ['an ECDSA key', 'ecdsa-sha2-nistp256 AAAA', ['ssh', 1]],
    ['a PGP key', '-----BEGIN PGP PUBLIC KEY BLOCK-----\nmQEN', ['pgp', 1]],
    ['a PGP fingerprint', '0xDEADBEEFDEADBEEF', ['pgp', 1]],
    ['a plug-in’s key', 'age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t', ['plugin', 1]],
    ['post-quantum beside others', `${key(1)}\n${pq}`, ['mixed', 1]],
    ['half a key', key(1).slice(0, 40), ['unknown', 1]],
    ['a key in capitals', key(1).toUpperCase(), ['unknown', 1]],
    ['another text', `${key(1)}\n\nhello`, ['unknown', 3]],
    ['two in a line', `${key(1)} ${key(2)}`, ['unknown', 1]],
  ])('%s', (_, text, fault) => expect(faultOf(text)).toEqual(fault))

  test.each([
    'AGE-SECRET-KEY-1QQ',
    'age-secret-key-1qq',
    `${'x'.repeat(10)}\n  AGE-SECRET-KEY-PQ-1QQ`,
    'AGE-PLUGIN-YUBIKEY-1QQ',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('a private key above all: %s', (text) => {
    expect(holdsPrivateKey(text)).toBe(true)
    expect(faultOf(`${key(1)}\n${text}`)?.[0]).toBe('private')
  })
})
