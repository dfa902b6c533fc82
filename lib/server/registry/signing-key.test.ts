import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { db } from '../store/db'
import { setGlobalState } from '../global-state'
import { inTime } from '../request-context'
import { useDatabase } from '../testing/database'
import { libtrustKid } from './libtrust-kid'
import { certificateBundle } from './published-keys'
import { seal, unseal } from '../secrets/seal'
import { ensureSigningKey, signingKey } from './signing-key'

useDatabase()

describe('ensureSigningKey', () => {
  test('makes one key, however many start at once, with its audit row and certificate', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => ensureSigningKey()))
    const rows = await db().signingKey.findMany()
    expect(rows).toHaveLength(1)
    expect(new Set(made.map(({ kid }) => kid))).toEqual(new Set([rows[0]!.kid]))
    expect(await db().auditEvent.count({ where: { operation: 'signing-key.create' } })).toBe(1)
    expect(rows[0]!.privateKey).not.toContain('PRIVATE KEY')

    const certificate = new X509Certificate(await certificateBundle())
    expect(libtrustKid(certificate.publicKey)).toBe(rows[0]!.kid)
    expect(certificate.checkPrivateKey((await signingKey()).privateKey)).toBe(true)
  })

  test('the key that a request without any time left has asked for is there for all others', async () => {
    const { kid } = await ensureSigningKey()
    setGlobalState('signing-key', { isKnown: false, lookedAt: 0 })
    const late = inTime(-1, () => signingKey()).catch(() => undefined)
    expect((await signingKey()).kid).toBe(kid)
    await late
  })

  test('finds the key of an earlier start, and names SECRET_KEY when it cannot read it', async () => {
    const first = await ensureSigningKey()
    expect((await ensureSigningKey()).kid).toBe(first.kid)
    setGlobalState('secret-key', { master: 'another key that is long enough for anyone' })
    await expect(ensureSigningKey()).rejects.toThrow(/SECRET_KEY/)
    setGlobalState('secret-key', { master: 'the secret key of the tests' })
  })
})

test('a sealed key opens only under its own id', () => {
  const sealed = seal('private', 'KID')
  expect(unseal(sealed, 'KID')).toBe('private')
  expect(() => unseal(sealed, 'OTHER')).toThrow(/SECRET_KEY/)
  expect(() => unseal(sealed.slice(0, -2), 'KID')).toThrow(/SECRET_KEY/)
  expect(() => unseal('v1', 'KID')).toThrow(/SECRET_KEY/)
})
