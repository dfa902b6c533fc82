import 'server-only'
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { record } from '../audit/record'
import { now } from '../clock'
import { db } from '../db'
import { isUniqueViolation } from '../errors'
import { globalState } from '../global-state'
import { inTransaction } from '../transaction'
import { libtrustKid } from './libtrust-kid'
import { seal, unseal } from './seal'
import { selfSignedCertificate } from './self-signed-certificate'

export type SigningKey = { kid: string; privateKey: KeyObject }

/** The setting that names the key in use. Its unique key is also what lets only one of two first starts make one. */
const activeKey = 'signing_key'
/** Distribution 2.x does not look at the dates of a root it finds by `kid`; other verifiers may. */
const certificateYears = 30

/** The key that signs registry tokens, read once per process. */
export function signingKey(): Promise<SigningKey> {
  const state = globalState<{ key?: Promise<SigningKey> }>('signing-key', () => ({}))
  state.key ??= readKey().then((key) => key ?? Promise.reject(new Error('there is no signing key yet')))
  // A database that could not answer once may answer the next request.
  state.key.catch(() => delete state.key)
  return state.key
}

/** Makes the first signing key unless there is one, and proves that it can be read: for start-up. */
export async function ensureSigningKey(): Promise<SigningKey> {
  const known = await readKey()
  if (known) return known
  try {
    await createKey()
  } catch (error) {
    // Another replica was faster; its key is the one.
    if (!isUniqueViolation(error)) throw error
  }
  return signingKey()
}

/** Every certificate whose tokens a registry should accept, in PEM: public, for its `rootcertbundle`. */
export async function certificateBundle(): Promise<string> {
  const keys = await db().signingKey.findMany({ orderBy: { id: 'asc' }, select: { certificate: true } })
  return keys.map(({ certificate }) => certificate).join('')
}

async function readKey(): Promise<SigningKey | null> {
  const active = await db().setting.findUnique({ where: { key: activeKey } })
  const row = active && (await db().signingKey.findUnique({ where: { kid: active.value } }))
  if (!row) return null
  return { kid: row.kid, privateKey: createPrivateKey(unseal(row.privateKey, row.kid)) }
}

async function createKey(): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const kid = libtrustKid(createPublicKey(privateKey))
  const createdAt = now()
  const notAfter = new Date(createdAt)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + certificateYears)
  const certificate = selfSignedCertificate(privateKey, {
    subject: 'registry token issuer',
    notBefore: createdAt,
    notAfter,
  })
  const sealed = seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), kid)
  await inTransaction(async (tx) => {
    await tx.setting.create({ data: { key: activeKey, value: kid } })
    await tx.signingKey.create({ data: { kid, algorithm: 'ES256', privateKey: sealed, certificate, createdAt } })
    const resource = { type: 'signing-key' as const, name: kid }
    await record(tx, { kind: 'system' }, { operation: 'signing-key.create', resource, result: 'success' })
  })
}
