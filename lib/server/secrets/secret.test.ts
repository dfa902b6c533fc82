import { describe, expect, test } from 'vitest'
import { isValidSecret, looksLikeSecret } from '@/lib/domain/texts/secret-rule'
import { generateSecret, holdsSecret, isGeneratedSecret, withoutSecrets } from './secret'
import { hashChosen, hashGenerated, matches } from './stored-secret'

describe('generated secrets', () => {
  const sample = Array.from({ length: 20_000 }, generateSecret)

  test('are all different, follow the rule and carry a right checksum', () => {
    expect(new Set(sample).size).toBe(sample.length)
    expect(sample.filter((secret) => !/^hrb_[0-9A-Za-z]{36}$/.test(secret) || !isValidSecret(secret))).toEqual([])
    expect(sample.filter((secret) => !isGeneratedSecret(secret) || !looksLikeSecret(secret))).toEqual([])
  })

  test('no letter of the alphabet is favoured at any place', () => {
    const expected = sample.length / 62
    for (let place = 4; place < 34; place++) {
      const counts = new Map<string, number>()
      for (const secret of sample) counts.set(secret[place]!, (counts.get(secret[place]!) ?? 0) + 1)
      const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      // 61 degrees of freedom: above 140 comes by chance once in ten million tries.
      expect(counts.size).toBe(62)
      expect(chiSquare).toBeLessThan(140)
    }
  })

  test('every single wrong character is noticed', () => {
    for (const secret of sample.slice(0, 20)) {
      for (let place = 4; place < secret.length; place++) {
        const wrong = secret.slice(0, place) + (secret[place] === 'x' ? 'y' : 'x') + secret.slice(place + 1)
        expect(isGeneratedSecret(wrong)).toBe(false)
      }
    }
  })
})

describe('a secret in a text', () => {
  const [secret, other] = [generateSecret(), generateSecret()]

  test.each([
    [secret, '(secret)'],
    [`a ${secret}, b`, 'a (secret), b'],
    [`x${secret}y`, 'x(secret)y'],
    [`${secret}${other}hrb_`, '(secret)(secret)hrb_'],
    [`hrb_hrb_${secret}`, 'hrb_hrb_(secret)'],
    [`https://x.example/${secret}?a=${other}`, 'https://x.example/(secret)?a=(secret)'],
  ])('%s', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean)
    expect(holdsSecret(text)).toBe(true)
  })

  test('what only looks like one stays', () => {
    for (const text of ['', 'hrb_', `hrb_${'a'.repeat(36)}`, secret.slice(0, -1), secret.toLowerCase()]) {
      expect([text, withoutSecrets(text), holdsSecret(text)]).toEqual([text, text, false])
    }
  })
})

describe('stored secrets', () => {
  test('match their own secret only, by either scheme', async () => {
    const secret = generateSecret()
    for (const stored of [hashGenerated(secret), await hashChosen(secret)]) {
      expect(stored.hash).not.toContain(secret)
      expect(await matches(secret, stored)).toBe(true)
      expect(await matches(secret + 'x', stored)).toBe(false)
      expect(await matches('', stored)).toBe(false)
    }
  })

  test('an unknown scheme or a broken hash never matches', async () => {
    expect(await matches('x', { scheme: 'plain', hash: 'x' })).toBe(false)
    expect(await matches('x', { scheme: 'argon2id', hash: 'broken' })).toBe(false)
    expect(await matches('x', { scheme: 'sha256', hash: '' })).toBe(false)
  })
})
