import 'server-only'
import { remembered } from '@/lib/domain/remembered'
import { clientOf } from '../secrets/client-of'
import { parseBasic, readableBasic, type Basic } from '../auth/basic'
import { asRefusal, Refusal } from '../errors'
import type { IssuedToken } from '../registry/herd'
import { issueToken } from '../registry/issue-token'
import type { TokenAccess } from '@/lib/domain/registry-scope'
import type { IncomingMessage } from 'node:http'
import { isPrintable } from '@/lib/domain/printable'
import { crossOrigin } from './cors'
import { ApiError } from './error-body'
import { readBody } from './read-body'
import { send, type Call, type Endpoint } from './respond'

/** What an answer depends on; `account`, `offline_token` and others say nothing to us. */
const needed = ['grant_type', 'service', 'scope', 'username', 'password']

/** What is asked for; `client` as the form calls it. */
type Wanted = { service: string | null; scopes: readonly string[]; client: string | null }

const inQuery = (search: string): Wanted => wantedIn(parseForm(search, 'query string', needed))
const inQueryOnce = remembered(inQuery, { max: 2_000, maxLength: 500 })

/**
 * Docker registry token authentication: GET with Basic, as most clients ask, and the OAuth form that containerd sends
 * first, and helm when it signs in. A refresh token is never given: clients would keep it instead of the password.
 */
const endpoint: Endpoint = {
  GET: async (call) => {
    const { search } = call.received
    try {
      // Clients ask the same again and again. A password that does not belong there is not kept.
      const wanted = /password/i.test(search) ? inQuery(search) : inQueryOnce(search)
      const header = call.request.headers.authorization
      const issued = await issueFor(call, wanted, header === undefined ? 'none' : parseBasic(header))
      send(call, 200, bodyOf(issued))
    } catch (error) {
      throw toldHow(call, error)
    }
  },
  POST: async (call) => {
    try {
      // Never the query string: a password in there would be in the logs of every proxy.
      const form = await readForm(call.request, needed)
      const issued = await issueFor(call, wantedIn(form), passwordOf(form))
      // The form's answer must say what was granted (RFC 6749, and stricter the registry's specification).
      send(call, 200, JSON.stringify({ ...tokenBody(issued), scope: granted(issued.access) }))
    } catch (error) {
      throw toldHow(call, error)
    }
  },
}

export const tokenEndpoint = crossOrigin(endpoint)

/** A 401 says how to sign in. */
function toldHow({ response }: Call, error: unknown): unknown {
  if (asRefusal(error)?.kind === 'unauthorized') response.setHeader('WWW-Authenticate', 'Basic realm="harbor"')
  return error
}

function issueFor({ received }: Call, wanted: Wanted, credentials: Basic | 'none' | null): Promise<IssuedToken> {
  const { service, scopes, client } = wanted
  const source = received.source.client === null ? { ...received.source, client } : received.source
  return issueToken({ service, scopes, credentials, source })
}

const wantedIn = (form: Form): Wanted => ({
  service: first(form, 'service') ?? null,
  scopes: form.filter(([name]) => name === 'scope').map(([, value]) => value),
  client: clientOf(undefined, first(form, 'client_id')),
})

const first = (form: Form, wanted: string): string | undefined => form.find(([name]) => name === wanted)?.[1]

/** The credentials of an OAuth form; null when they cannot be anybody's. */
function passwordOf(form: Form): Basic | null {
  const grant = single(form, 'grant_type')
  // A 401, since clients take it for a credential that is not good (any more): they ask for the password, or use GET.
  if (grant === 'refresh_token') {
    throw new Refusal('unauthorized', 'refresh tokens are not offered: sign in with the name and the secret')
  }
  if (grant !== 'password') throw new ApiError(400, 'UNSUPPORTED', 'the parameter grant_type must be password')
  const [username, password] = [single(form, 'username'), single(form, 'password')]
  if (username === undefined || password === undefined) {
    throw new ApiError(400, 'BAD_REQUEST', 'the parameters username and password are required')
  }
  return readableBasic(username, password)
}

function single(form: Form, wanted: string): string | undefined {
  const values = form.filter(([name]) => name === wanted)
  if (values.length > 1) throw new ApiError(400, 'BAD_REQUEST', `the parameter ${wanted} is there more than once`)
  return values[0]?.[1]
}

const bodies = new WeakMap<IssuedToken, string>()

/** Put together once for all who get the same token. */
function bodyOf(issued: IssuedToken): string {
  const known = bodies.get(issued)
  if (known !== undefined) return known
  const body = JSON.stringify(tokenBody(issued))
  bodies.set(issued, body)
  return body
}

/** Some clients read one of the two names, some the other. */
const tokenBody = ({ token, expiresIn, issuedAt }: IssuedToken) => ({
  token,
  access_token: token,
  expires_in: expiresIn,
  issued_at: isoSeconds(issuedAt),
})

const granted = (access: readonly TokenAccess[]): string =>
  access
    .filter(({ actions }) => actions.length > 0)
    .map(({ type, class: kind, name, actions }) => `${kind ? `${type}(${kind})` : type}:${name}:${actions.join(',')}`)
    .join(' ')

const isoSeconds = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** The parameters of a query string or a form, in the order sent; a name may be there more than once. */
export type Form = readonly (readonly [name: string, value: string])[]

/** Room for the longest credentials and for more scopes than may be asked for. */
export const maxFormBytes = 65_536

/**
 * The `needed` parameters are read as strictly as they can be: what is not well encoded, or holds control characters, is
 * the caller's mistake. Only a password may hold any character, since it is never looked up, only hashed. Of the others
 * such a one is left out, since nobody would miss it.
 */
export function parseForm(text: string, what: 'query string' | 'form', needed: readonly string[]): Form {
  return text.split('&').flatMap((part) => {
    const equals = part.indexOf('=')
    const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    const [key, meant] = [decode(name), decode(value)]
    if (key !== null && meant !== null && (key === 'password' || isPrintable(meant))) return [[key, meant] as const]
    if (key !== null && needed.includes(key)) throw badlyEncoded(what)
    return []
  })
}

/** Null when it is not well encoded. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const badlyEncoded = (what: string): ApiError =>
  new ApiError(400, 'BAD_REQUEST', `the ${what} is not correctly encoded`)

/** The form in the body of a request, as `parseForm` reads it: 415 when it is none, 413 when it is too large, 400 when it cannot be read. */
export async function readForm(request: IncomingMessage, needed: readonly string[]): Promise<Form> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers
  if (!/^application\/x-www-form-urlencoded[ \t]*(;|$)/i.test(type) || encoding !== 'identity') {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'the body must be application/x-www-form-urlencoded')
  }
  const body = await readBody(request, maxFormBytes)
  try {
    return parseForm(new TextDecoder('utf-8', { fatal: true }).decode(body), 'form', needed)
  } catch (error) {
    if (error instanceof TypeError) throw badlyEncoded('form')
    throw error
  }
}
