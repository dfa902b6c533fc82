import 'server-only'
import { parseBasic } from '../auth/basic'
import { asRefusal } from '../errors'
import { issueToken } from '../registry/issue-token'
import { ApiError } from './error-body'
import { send, type Endpoint } from './respond'

/**
 * Docker registry token authentication. Only GET: clients that try the OAuth form first fall back at a 405, and a
 * refresh token, which would make them keep to it, is never given.
 */
export const tokenEndpoint: Endpoint = {
  GET: async (call) => {
    const { request, response, received } = call
    const query = parseQuery(received.search)
    const header = request.headers.authorization
    try {
      const { token, expiresIn, issuedAt } = await issueToken({
        service: query.find(([name]) => name === 'service')?.[1] ?? null,
        scopes: query.filter(([name]) => name === 'scope').map(([, value]) => value),
        credentials: header === undefined ? 'none' : parseBasic(header),
        source: received.source,
      })
      // Some clients read one, some the other.
      const body = { token, access_token: token, expires_in: expiresIn, issued_at: isoSeconds(issuedAt) }
      send(call, 200, JSON.stringify(body))
    } catch (error) {
      if (asRefusal(error)?.kind === 'unauthorized') response.setHeader('WWW-Authenticate', 'Basic realm="harbor"')
      throw error
    }
  },
}

/** As strict as a form can be read: what is not well encoded, or holds control characters, is the caller's mistake. */
function parseQuery(search: string): [name: string, value: string][] {
  return search
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      return equals < 0 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))]
    })
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '))
    if ([...decoded].every((character) => character >= ' ' && character !== '\x7f')) return decoded
  } catch {
    // Told below.
  }
  throw new ApiError(400, 'BAD_REQUEST', 'the query string is not correctly encoded')
}

const isoSeconds = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
