import 'server-only'
import type { TokenAccess } from '@/lib/domain/registry/registry-scope'
import { remembered } from '@/lib/domain/remembered'
import { clientOf } from '../../secrets/client-of'
import { parseBasic, readableBasic, type Basic } from '../../auth/basic'
import { asRefusal, Refusal } from '../../errors'
import { countToken } from '../../metrics/count'
import type { TokenReason, TokenRefusal, TokenResult } from '../../metrics/numbers'
import type { IssuedToken } from '../../registry/herd'
import { issueToken } from '../../registry/issue-token'
import { ApiError, toWireError } from '../exchange/error-body'
import { send, type Call, type Endpoint } from '../exchange/respond'
import { crossOrigin } from './cors'
import { parseForm, readForm, type Form } from './read-form'

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
  GET: (call) =>
    counted(call, async (because) => {
      const { search } = call.received
      // Clients ask the same again and again. A password that does not belong there is not kept.
      const wanted = /password/i.test(search) ? inQuery(search) : inQueryOnce(search)
      const header = call.request.headers.authorization
      const issued = await issueFor(call, wanted, header === undefined ? 'none' : parseBasic(header), because)
      send(call, 200, bodyOf(issued))
      return header === undefined ? 'anonymous' : 'issued'
    }),
  POST: (call) =>
    counted(call, async (because) => {
      // Never the query string: a password in there would be in the logs of every proxy.
      const form = await readForm(call.request, needed)
      const issued = await issueFor(call, wantedIn(form), passwordOf(form, because), because)
      // The form's answer must say what was granted (RFC 6749, and stricter the registry's specification).
      send(call, 200, JSON.stringify({ ...tokenBody(issued), scope: granted(issued.access) }))
      return 'issued'
    }),
}

export const tokenEndpoint = crossOrigin(endpoint)

type Because = (reason: TokenRefusal) => void

/** Counts what came of it. A 401 says how to sign in. */
async function counted(call: Call, give: (because: Because) => Promise<'issued' | 'anonymous'>): Promise<void> {
  const began = performance.now()
  let refusal: TokenRefusal = 'unreadable'
  try {
    const result = await give((reason) => (refusal = reason))
    countToken(result, 'none', began)
  } catch (error) {
    countToken(...failureOf(error, refusal), began)
    if (asRefusal(error)?.kind === 'unauthorized') call.response.setHeader('WWW-Authenticate', 'Basic realm="harbor"')
    throw error
  }
}

function failureOf(error: unknown, refusal: TokenRefusal): [TokenResult, TokenReason] {
  const { status, isFault } = toWireError(error)
  if (status === 401) return ['refused', refusal]
  if (status === 429) return ['throttled', 'none']
  if (status === 503) return ['unavailable', isFault ? 'database' : 'overload']
  return status >= 500 ? ['unavailable', 'fault'] : ['bad-request', 'none']
}

function issueFor(
  { received }: Call,
  wanted: Wanted,
  credentials: Basic | 'none' | null,
  because: Because,
): Promise<IssuedToken> {
  const { service, scopes, client } = wanted
  const source = received.source.client === null ? { ...received.source, client } : received.source
  return issueToken({ service, scopes, credentials, source, because })
}

const wantedIn = (form: Form): Wanted => ({
  service: first(form, 'service') ?? null,
  scopes: form.filter(([name]) => name === 'scope').map(([, value]) => value),
  client: clientOf(undefined, first(form, 'client_id')),
})

const first = (form: Form, wanted: string): string | undefined => form.find(([name]) => name === wanted)?.[1]

/** The credentials of an OAuth form; null when they cannot be anybody's. */
function passwordOf(form: Form, because: Because): Basic | null {
  const grant = single(form, 'grant_type')
  // A 401, since clients take it for a credential that is not good (any more): they ask for the password, or use GET.
  if (grant === 'refresh_token') {
    because('refresh-token')
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
