import 'server-only'
import { X509Certificate } from 'node:crypto'
import { maxTokenMinutes } from '@/lib/domain/settings/settings'
import { now } from '../clock'
import { db, type Tx } from '../store/db'

/** The setting that names the key in use. Its unique key is also what lets only one of two first starts make one. */
export const activeKey = 'signing_key'
/** The setting that names the key to come: published, but not signing yet. Unique, so that there is never a second. */
export const nextKey = 'signing_key_next'

/** `next`: registries may learn it; `active`: signs; `retired`: has signed, and its tokens may still be about. */
type KeyState = 'next' | 'active' | 'retired'
export type PublishedKey = {
  kid: string
  state: KeyState
  createdAt: Date
  retiredAt: Date | null
  /** When the last of its tokens is refused; null while it is not retired. */
  publishedUntil: Date | null
  certificate: string
}

/** What a registry grants beyond a token's end, and the same again for processes that have not heard of a change yet. */
const graceMs = 120_000
/** By the longest life a token may have: the setting may have been another one when the last was signed. */
const tokenLifeMs = maxTokenMinutes * 60_000

/** When nothing that a key has signed is good any more. */
export const endOfTokens = (retiredAt: Date): Date => new Date(retiredAt.getTime() + tokenLifeMs + graceMs)

/** All keys, oldest first, also those whose tokens are gone. */
export async function allKeys(tx: Tx): Promise<PublishedKey[]> {
  const active = await tx.setting.findUnique({ where: { key: activeKey } })
  const select = { kid: true, createdAt: true, retiredAt: true, certificate: true } as const
  const rows = await tx.signingKey.findMany({ orderBy: { id: 'asc' }, select })
  return rows.map((row) => ({
    ...row,
    state: row.kid === active?.value ? 'active' : row.retiredAt ? 'retired' : 'next',
    publishedUntil: row.retiredAt && endOfTokens(row.retiredAt),
  }))
}

export const isGone = ({ publishedUntil }: PublishedKey): boolean => publishedUntil !== null && publishedUntil <= now()

/** Who reads no more than one certificate gets along as long as it is that of the key in use. */
const publishedOrder: KeyState[] = ['active', 'next', 'retired']

/** The keys whose tokens a registry should accept, now or soon. */
async function publishedKeys(): Promise<PublishedKey[]> {
  const keys = (await allKeys(db())).filter((key) => !isGone(key))
  return publishedOrder.flatMap((wanted) => keys.filter(({ state }) => state === wanted))
}

/** Their certificates in PEM: public, for Distribution's `rootcertbundle`. */
export async function certificateBundle(): Promise<string> {
  return (await publishedKeys()).map(({ certificate }) => certificate).join('')
}

/** The same keys as a JSON Web Key Set: for Distribution 3, which would look for another `kid` in certificates. */
export async function jsonWebKeySet(): Promise<string> {
  const keys = (await publishedKeys()).map(({ kid, certificate }) => {
    const { kty, crv, x, y } = new X509Certificate(certificate).publicKey.export({ format: 'jwk' })
    return { kty, crv, x, y, use: 'sig', alg: 'ES256', kid }
  })
  return `${JSON.stringify({ keys }, null, 2)}\n`
}
