import 'server-only'
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { parseLegacyExport, type ParsedEntry } from '@/lib/domain/legacy-robots/legacy-export'
import { parseLegacyKey, type LegacyKey } from '../legacy-robots/key'

type Pair = { pem: string; key: LegacyKey; token: (claims: object, header?: object) => string }

/** An old system: its key, and the tokens it signs. `header` is for tokens that it never would. */
export function makeOldSystem(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
  const parsed = parseLegacyKey(pem)
  if (!parsed.ok) throw new Error(parsed.problem)
  const token = (claims: object, header: object = { alg: 'RS256', typ: 'JWT' }) => {
    const text = `${encode(header)}.${encode(claims)}`
    return `${text}.${signature(text, header as { alg?: string })}`
  }
  const signature = (text: string, { alg }: { alg?: string }): string => {
    if (alg === 'none') return ''
    // The old confusion: the public key, which everybody may have, taken for a shared secret.
    if (alg === 'HS256') return createHmac('sha256', pem).update(text).digest('base64url')
    return sign(alg === 'RS512' ? 'sha512' : 'sha256', Buffer.from(text), privateKey).toString('base64url')
  }
  return { pem, key: parsed.key, token }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What such a system signs for a robot: pull, or what is named, in its project. */
export const oldClaims = (robot: { id: number; pid: number; exp?: number; may?: string[] }) => ({
  id: robot.id,
  pid: robot.pid,
  access: (robot.may ?? ['repository:pull']).map((key) => {
    const [resource, Action] = key.split(':')
    return { Resource: `/project/${robot.pid}/${resource}`, Action, Effect: '' }
  }),
  iss: 'harbor-token-defaultIssuer',
  iat: 1_588_327_200,
  ...(robot.exp === undefined ? {} : { exp: robot.exp }),
})

/** An entry of its API's list. */
export const oldEntry = (robot: { id: number; pid: number; name: string } & Record<string, unknown>) => {
  const { pid, may = ['repository:pull'], ...fields } = robot
  const access = (may as string[]).map((key) => {
    const [resource, action] = key.split(':')
    return { resource: `/project/${pid}/${resource}`, action }
  })
  return { project_id: pid, description: '', expires_at: -1, disabled: false, access, ...fields }
}

export function parsedEntries(entries: object[]): ParsedEntry[] {
  const parsed = parseLegacyExport(JSON.stringify(entries))
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.entries
}
