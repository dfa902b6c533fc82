import 'server-only'
import { createPrivateKey, randomFillSync, sign, type KeyObject } from 'node:crypto'
import type { TokenAccess } from '@/lib/domain/registry/registry-scope'
import { record } from '../rights/record'
import { now } from '../clock'
import { db, inTransaction } from '../store/db'
import { isUniqueViolation } from '../errors'
import { globalState } from '../global-state'
import { forAll, inOwnTime } from '../request-context'
import { makeKey } from './make-key'
import { activeKey } from './published-keys'
import { unseal } from '../secrets/seal'

export type SigningKey = { kid: string; privateKey: KeyObject }

/** How long a process may go on with a key before it looks whether another one is in use. */
export const lookAgainMs = 5_000

/** `isKnown`: `key` has been read. */
type State = { key?: Promise<SigningKey>; isKnown: boolean; lookedAt: number }

/**
 * The key that signs registry tokens. Which one that is, is asked anew every five seconds, so that all processes follow
 * a rotation; the key itself never changes and is read once.
 */
export function signingKey(): Promise<SigningKey> {
  const state = globalState<State>('signing-key', () => ({ isKnown: false, lookedAt: 0 }))
  const at = now().getTime()
  // A clock that was set back must not make it last longer.
  if (state.key && Math.abs(at - state.lookedAt) < lookAgainMs) return state.isKnown ? state.key : inOwnTime(state.key)
  const { key: former } = state
  const key = forAll(() => readKey(former)).then(
    (found) => found ?? Promise.reject(new Error('there is no signing key yet')),
  )
  Object.assign(state, { key, isKnown: false, lookedAt: at })
  // A database that could not answer once may answer the next request.
  key.then(
    () => state.key === key && (state.isKnown = true),
    () => state.key === key && delete state.key,
  )
  return inOwnTime(key)
}

/** Makes the first signing key unless there is one, and proves that it can be read: for start-up. */
export async function ensureSigningKey(): Promise<SigningKey> {
  const known = await readKey()
  if (known) return known
  try {
    await createFirstKey()
  } catch (error) {
    // Another replica was faster; its key is the one.
    if (!isUniqueViolation(error)) throw error
  }
  return signingKey()
}

async function readKey(known?: Promise<SigningKey>): Promise<SigningKey | null> {
  const active = await db().setting.findUnique({ where: { key: activeKey } })
  if (!active) return null
  const present = await known?.catch(() => undefined)
  if (present?.kid === active.value) return present
  const row = await db().signingKey.findUnique({ where: { kid: active.value } })
  return row && openKey(row)
}

/** The private key of a row; throws a sentence that names SECRET_KEY when it cannot be read. */
export const openKey = ({ kid, privateKey }: { kid: string; privateKey: string }, sealedWith?: Buffer): SigningKey => ({
  kid,
  privateKey: createPrivateKey(unseal(privateKey, kid, sealedWith)),
})

async function createFirstKey(): Promise<void> {
  const key = makeKey()
  await inTransaction(async (tx) => {
    await tx.setting.create({ data: { key: activeKey, value: key.kid } })
    await tx.signingKey.create({ data: key })
    const resource = { type: 'signing-key' as const, name: key.kid }
    await record(tx, { kind: 'system' }, { operation: 'signing-key.create', resource, result: 'success' })
  })
}

/** Times in whole Unix seconds; Distribution refuses a fraction, and an audience that is a list. */
type TokenClaims = { sub: string; aud: string; iat: number; exp: number; access: TokenAccess[] }

/** What a registry's `auth.token.issuer` must say: Harbor's word, so that its configurations go on working. */
export const tokenIssuer = 'harbor-token-issuer'

/** Signs a Docker registry token (JWT, ES256). */
export function signToken({ sub, aud, iat, exp, access }: TokenClaims, { kid, privateKey }: SigningKey): string {
  const jti = tokenId()
  const claims = { iss: tokenIssuer, sub, aud, exp, nbf: iat, iat, jti, access }
  const text = `${header(kid)}.${encode(claims)}`
  // JOSE wants the two numbers side by side, not the DER that is OpenSSL's default.
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The same for all tokens of a key. */
function header(kid: string): string {
  const state = globalState<{ kid?: string; text?: string }>('token-header', () => ({}))
  if (state.kid !== kid) Object.assign(state, { kid, text: encode({ typ: 'JWT', alg: 'ES256', kid }) })
  return state.text!
}

const idBytes = 12

/** 96 random bits. Drawn for many tokens at once: each draw costs far more than the bytes. */
function tokenId(): string {
  const drawn = globalState('token-ids', () => ({ bytes: Buffer.alloc(idBytes * 256), at: idBytes * 256 }))
  if (drawn.at === drawn.bytes.length) {
    randomFillSync(drawn.bytes)
    drawn.at = 0
  }
  const id = drawn.bytes.toString('base64url', drawn.at, drawn.at + idBytes)
  drawn.at += idBytes
  return id
}
