import 'server-only'
import { createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto'
import { bitString, boolean, explicit, integer, objectId, octetString, sequence, set, time, utf8String } from './der'

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))
const commonName = objectId('2.5.4.3')
const keyUsage = objectId('2.5.29.15')
const basicConstraints = objectId('2.5.29.19')

type CertificateOptions = { subject: string; notBefore: Date; notAfter: Date }

/**
 * A minimal X.509 certificate (PEM) of a P-256 key, signed by that key. Distribution takes token keys only inside
 * certificates (`rootcertbundle`), and there is not always an openssl to make one with.
 */
export function selfSignedCertificate(
  privateKey: KeyObject,
  { subject, notBefore, notAfter }: CertificateOptions,
): string {
  const name = sequence(set(sequence(commonName, utf8String(subject))))
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const certificate = sequence(
    explicit(0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    ecdsaWithSha256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey,
    explicit(3, extensions()),
  )
  const signature = sign('sha256', certificate, privateKey)
  return pem(sequence(certificate, ecdsaWithSha256, bitString(signature)))
}

/** Its own root, and good for signatures (bit 0) and certificates (bit 5, which a root must have). */
const extensions = (): Buffer =>
  sequence(
    sequence(basicConstraints, boolean(true), octetString(sequence(boolean(true)))),
    sequence(keyUsage, boolean(true), octetString(bitString(Buffer.from([0b1000_0100]), 2))),
  )

/** Positive and never zero. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40
  return bytes
}

const pem = (der: Buffer): string =>
  ['-----BEGIN CERTIFICATE-----', ...der.toString('base64').match(/.{1,64}/g)!, '-----END CERTIFICATE-----', ''].join(
    '\n',
  )
