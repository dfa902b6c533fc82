import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '../clock'
import { db } from '../store/db'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { certificateEndpoint, jsonWebKeySetEndpoint } from '../http/endpoints/certificate-endpoint'
import type { Call, Endpoint } from '../http/exchange/respond'
import { useDatabase } from '../testing/database'
import { makeUser } from '../testing/make'
import { exportKeysForRegistries } from './export-keys'
import { libtrustKid } from './libtrust-kid'
import { allKeys, certificateBundle, endOfTokens, jsonWebKeySet } from './published-keys'
import { activateKey, publishNextKey, pruneKeys, removeKey } from './rotate-key'
import { signToken } from './signing-key'
import { ensureSigningKey, lookAgainMs, signingKey } from './signing-key'

useDatabase()

const system = { kind: 'system' } as const
const start = new Date('2026-06-01T12:00:00Z').getTime()
const at = (ms: number) => setClock(() => new Date(start + ms))
const day = 86_400_000

/** What another process would keep of its own. */
const anotherProcess = () => setGlobalState('signing-key', { lookedAt: 0 })

beforeEach(() => {
  at(0)
  anotherProcess()
})
afterEach(async () => {
  await db().setting.deleteMany()
  await db().signingKey.deleteMany()
  await db().auditEvent.deleteMany()
})

const states = async () => (await allKeys(db())).map(({ kid, state }) => [kid, state])
const bundledKeys = async () => (await certificateBundle()).split(/(?<=-----END CERTIFICATE-----\n)/).length
const operations = async () =>
  (await db().auditEvent.findMany({ orderBy: { id: 'asc' } })).map(
    ({ operation, resource }) => `${operation} ${resource}`,
  )

describe('a rotation', () => {
  test('publishes a key first, signs with it later, and forgets the old one when its tokens are gone', async () => {
    const { kid: old } = await ensureSigningKey()
    const { kid, made } = await publishNextKey(system)
    expect(made).toBe(true)
    expect(await states()).toEqual([
      [old, 'active'],
      [kid, 'next'],
    ])
    expect(await bundledKeys()).toBe(2)
    expect((await signingKey()).kid).toBe(old)

    at(day)
    expect(await activateKey(system, kid)).toBe(true)
    expect(await states()).toEqual([
      [old, 'retired'],
      [kid, 'active'],
    ])
    expect(await bundledKeys()).toBe(2)
    expect(await pruneKeys(system)).toEqual([])

    const until = endOfTokens(new Date(start + day)).getTime() - start
    expect(until).toBeGreaterThan(2 * day)
    at(until - 1)
    expect(await bundledKeys()).toBe(2)
    at(until)
    expect(await bundledKeys()).toBe(1)
    expect(await pruneKeys(system)).toEqual([old])
    expect(await states()).toEqual([[kid, 'active']])
    expect(await operations()).toEqual([
      `signing-key.create ${old}`,
      `signing-key.create ${kid}`,
      `signing-key.activate ${kid}`,
      `signing-key.delete ${old}`,
    ])
  })

  test('reaches a process that goes on running within five seconds', async () => {
    const { kid: old } = await ensureSigningKey()
    const { kid } = await publishNextKey(system)
    expect((await signingKey()).kid).toBe(old)
    await activateKey(system, kid)
    at(lookAgainMs - 1)
    expect((await signingKey()).kid).toBe(old)
    at(lookAgainMs)
    expect((await signingKey()).kid).toBe(kid)
    expect(lookAgainMs).toBeLessThanOrEqual(5_000)
  })

  test('a clock that was set back hides no rotation', async () => {
    await ensureSigningKey()
    await signingKey()
    const { kid } = await publishNextKey(system)
    await activateKey(system, kid)
    at(-day)
    expect((await signingKey()).kid).toBe(kid)
  })

  test('a token of either key is good by what is published, at every step', async () => {
    await ensureSigningKey()
    const tokens: string[] = [await sign()]
    const { kid } = await publishNextKey(system)
    expect(await unverified(tokens)).toEqual([])
    await activateKey(system, kid)
    tokens.push(await sign())
    anotherProcess()
    tokens.push(await sign())
    expect(new Set(tokens.map(kidOf)).size).toBe(2)
    expect(await unverified(tokens)).toEqual([])
  })

  const sign = async () => signToken({ sub: 'a', aud: 'b', iat: 1, exp: 2, access: [] }, await signingKey())
  const kidOf = (token: string): string => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid

  /** The tokens that a registry with today's key set would refuse. */
  async function unverified(tokens: string[]): Promise<string[]> {
    const { keys } = JSON.parse(await jsonWebKeySet()) as { keys: ({ kid: string } & Record<string, string>)[] }
    return tokens.filter((token) => {
      const jwk = keys.find((key) => key.kid === kidOf(token))
      if (!jwk) return true
      const [header, claims, signature] = token.split('.')
      const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
      return !verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature!, 'base64url'))
    })
  }

  test('can be taken back, and made again', async () => {
    const { kid: old } = await ensureSigningKey()
    const { kid } = await publishNextKey(system)
    await activateKey(system, kid)
    expect(await activateKey(system, old)).toBe(true)
    expect(await states()).toEqual([
      [old, 'active'],
      [kid, 'retired'],
    ])
    expect(await activateKey(system, kid)).toBe(true)
    expect(await states()).toEqual([
      [old, 'retired'],
      [kid, 'active'],
    ])
  })
})

describe('repeated, or at the same time', () => {
  test('one next key, however many ask for it', async () => {
    await ensureSigningKey()
    const answers = await Promise.all(Array.from({ length: 8 }, () => publishNextKey(system)))
    expect(answers.filter(({ made }) => made)).toHaveLength(1)
    expect(new Set(answers.map(({ kid }) => kid)).size).toBe(1)
    expect(await db().signingKey.count()).toBe(2)
  })

  test('one activation, however many run', async () => {
    await ensureSigningKey()
    const { kid } = await publishNextKey(system)
    const answers = await Promise.all(Array.from({ length: 8 }, () => activateKey(system, kid)))
    expect(answers.filter((switched) => switched)).toHaveLength(1)
    expect(await activateKey(system, kid)).toBe(false)
    expect((await operations()).filter((each) => each.startsWith('signing-key.activate'))).toHaveLength(1)
  })

  test('activating and deleting the same key never leaves nothing to sign with', async () => {
    for (let round = 0; round < 10; round++) {
      await ensureSigningKey()
      const { kid } = await publishNextKey(system)
      await Promise.allSettled([activateKey(system, kid), removeKey(system, kid)])
      anotherProcess()
      await expect(signingKey()).resolves.toHaveProperty('kid')
    }
  })
})

describe('refused', () => {
  test('deleting the key in use', async () => {
    const { kid } = await ensureSigningKey()
    await expect(removeKey(system, kid)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await bundledKeys()).toBe(1)
  })

  test('a key that is not there, or no longer published', async () => {
    const { kid: old } = await ensureSigningKey()
    await expect(activateKey(system, 'NONE')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(removeKey(system, 'NONE')).rejects.toMatchObject({ kind: 'not-found' })
    await activateKey(system, (await publishNextKey(system)).kid)
    at(endOfTokens(new Date(start)).getTime() - start)
    await expect(activateKey(system, old)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a key that cannot be read with this SECRET_KEY is not activated', async () => {
    const { kid: old } = await ensureSigningKey()
    const { kid } = await publishNextKey(system)
    setGlobalState('secret-key', { master: 'another key that is long enough for anyone' })
    await expect(activateKey(system, kid)).rejects.toThrow(/SECRET_KEY/)
    setGlobalState('secret-key', { master: 'the secret key of the tests' })
    expect((await states())[0]).toEqual([old, 'active'])
  })

  test('whoever is no system admin', async () => {
    const [nobody, admin] = [await makeUser(), await makeUser({ isAdmin: true })]
    const { kid } = await ensureSigningKey()
    const refusal = expect.objectContaining({ name: 'Refusal' })
    await expect(publishNextKey(nobody.actor)).rejects.toEqual(refusal)
    expect(await states()).toEqual([[kid, 'active']])
    const next = await publishNextKey(admin.actor)
    await expect(activateKey(nobody.actor, next.kid)).rejects.toEqual(refusal)
    await expect(removeKey(nobody.actor, next.kid)).rejects.toEqual(refusal)
    expect(await states()).toEqual([
      [kid, 'active'],
      [next.kid, 'next'],
    ])
  })
})

test('deleting a key that waits lets another one be made', async () => {
  await ensureSigningKey()
  const { kid } = await publishNextKey(system)
  await removeKey(system, kid)
  const next = await publishNextKey(system)
  expect([next.made, next.kid === kid]).toEqual([true, false])
})

test('the key set says of each key what the certificates say, and nothing private', async () => {
  await ensureSigningKey()
  await publishNextKey(system)
  const { keys } = JSON.parse(await jsonWebKeySet())
  const certificates = (await certificateBundle()).split(/(?<=-----END CERTIFICATE-----\n)/)
  expect(keys).toEqual(
    certificates.map((pem, index) => {
      const { x, y } = new X509Certificate(pem).publicKey.export({ format: 'jwk' })
      return { kty: 'EC', crv: 'P-256', x, y, use: 'sig', alg: 'ES256', kid: keys[index].kid }
    }),
  )
  expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(certificates.map(kidOfCertificate))
})

// zot, and whoever takes the first PEM block of a file, knows no other key than that.
test('the key that signs is published first, then the next, then retired ones, over HTTP and in files', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'keys-'))
  setGlobalState('env', parseEnv({ DATA_DIR: folder }))
  const { kid: first } = await ensureSigningKey()
  const { kid: second } = await publishNextKey(system)
  expect(await published(folder)).toEqual([first, second])
  await activateKey(system, second)
  expect(await published(folder)).toEqual([second, first])
  const { kid: third } = await publishNextKey(system)
  expect(await published(folder)).toEqual([second, third, first])
  await activateKey(system, first)
  expect(await published(folder)).toEqual([first, third, second])
  rmSync(folder, { recursive: true })
})

/** In which order the keys stand, which is one and the same at every place. */
async function published(folder: string): Promise<string[]> {
  await exportKeysForRegistries()
  const file = (name: string) => readFileSync(path.join(folder, 'registry', name), 'utf8')
  const bundles = [await answer(certificateEndpoint), await certificateBundle(), file('token-bundle.pem')]
  const keySets = [await answer(jsonWebKeySetEndpoint), await jsonWebKeySet(), file('token-jwks.json')]
  const orders = [
    ...bundles.map((bundle) => bundle.split(/(?<=-----END CERTIFICATE-----\n)/).map(kidOfCertificate)),
    ...keySets.map((text) => JSON.parse(text).keys.map(({ kid }: { kid: string }) => kid)),
  ]
  expect(new Set(orders.map((order) => order.join(' '))).size).toBe(1)
  return orders[0]!
}

const kidOfCertificate = (pem: string): string => libtrustKid(new X509Certificate(pem).publicKey)

async function answer({ GET }: Endpoint): Promise<string> {
  let body = ''
  const response = { writeHead: () => response, end: (text: string) => void (body = text) }
  await GET!({ request: { method: 'GET' }, response, received: { headers: [] } } as unknown as Call)
  return body
}
