import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bitString, integer, objectId, sequence, time } from './der'
import { libtrustKid } from './libtrust-kid'
import { selfSignedCertificate } from './self-signed-certificate'

const hex = (bytes: Buffer) => bytes.toString('hex')

describe('der', () => {
  test.each([
    ['a short length', sequence(Buffer.alloc(127)), '307f'],
    ['a length of one byte', sequence(Buffer.alloc(128)), '308180'],
    ['a length of two bytes', sequence(Buffer.alloc(256)), '30820100'],
    ['zero', integer(Buffer.from([0, 0])), '020100'],
    ['a leading zero dropped', integer(Buffer.from([0, 1])), '020101'],
    ['a leading zero kept from being a sign', integer(Buffer.from([0x80])), '02020080'],
    ['an object id', objectId('1.2.840.10045.4.3.2'), '06082a8648ce3d040302'],
    ['a bit string', bitString(Buffer.from([0x84]), 2), '03020284'],
    ['UTCTime', time(new Date('2049-12-31T23:59:59.999Z')), `170d${hex(Buffer.from('491231235959Z'))}`],
    ['GeneralizedTime', time(new Date('2050-01-01T00:00:00Z')), `180f${hex(Buffer.from('20500101000000Z'))}`],
  ])('%s', (_, bytes, start) => {
    expect(hex(bytes).startsWith(start)).toBe(true)
  })
})

describe('selfSignedCertificate', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const made = () =>
    selfSignedCertificate(privateKey, {
      subject: 'token issuer ü',
      notBefore: new Date('2026-01-02T03:04:05Z'),
      notAfter: new Date('2056-01-02T03:04:05Z'),
    })

  test('is what it says, and signed by its own key', () => {
    const certificate = new X509Certificate(made())
    expect(certificate.verify(publicKey)).toBe(true)
    expect(certificate.checkIssued(certificate)).toBe(true)
    expect(certificate.checkPrivateKey(privateKey)).toBe(true)
    expect(certificate.ca).toBe(true)
    expect(certificate.subject).toBe('CN=token issuer ü')
    expect(certificate.issuer).toBe(certificate.subject)
    expect(new Date(certificate.validFrom)).toEqual(new Date('2026-01-02T03:04:05Z'))
    expect(new Date(certificate.validTo)).toEqual(new Date('2056-01-02T03:04:05Z'))
    expect(BigInt(`0x${certificate.serialNumber}`)).toBeGreaterThan(0n)
  })

  test('has a serial number of its own', () => {
    const serials = Array.from({ length: 20 }, () => new X509Certificate(made()).serialNumber)
    expect(new Set(serials).size).toBe(20)
  })
})

describe('libtrustKid', () => {
  // Computed apart from our code, with a base32 tool, from the SHA-256 of the key's DER.
  const pem = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8A
iTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9+9Ue6GnvHw/GW2ZZaVtszggXIw==
-----END PUBLIC KEY-----`

  test('a known key', () => {
    expect(libtrustKid(createPublicKey(pem))).toBe('KG4U:JTP2:KRGU:YMTT:VJV7:GUDC:LJ65:KO53:NJYX:EMTU:6U4L:DGRA')
  })

  test('twelve groups of the digest', () => {
    const key = createPublicKey(pem)
    const digest = createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest()
    const bits = [...digest.subarray(0, 30)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
    const letters = bits.match(/.{5}/g)!.map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(group, 2)])
    expect(libtrustKid(key).replaceAll(':', '')).toBe(letters.join(''))
  })
})
