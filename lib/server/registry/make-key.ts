import 'server-only'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { now } from '../clock'
import { libtrustKid } from './libtrust-kid'
import { seal } from '../secrets/seal'
import { selfSignedCertificate } from './self-signed-certificate'

/** Distribution 2.x does not look at the dates of a root it finds by `kid`; other verifiers may. */
const certificateYears = 30

/** A new key pair (P-256) with its certificate, as a row of `SigningKey`: the private key sealed. */
export function makeKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = libtrustKid(createPublicKey(privateKey))
  const createdAt = now()
  const notAfter = new Date(createdAt)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + certificateYears)
  const subject = 'registry token issuer'
  const certificate = selfSignedCertificate(privateKey, { subject, notBefore: createdAt, notAfter })
  const sealed = seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), kid)
  return { kid, algorithm: 'ES256', privateKey: sealed, certificate, createdAt }
}
