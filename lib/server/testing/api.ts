import 'server-only'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { encodeSession } from '../auth/session-cookie'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { handler } from '../http/handle'
import { createSession } from '../users/sessions'
import { unique } from './database'

// The API as its clients see it: through the HTTP entry, which has no Next behind it.

export const origin = 'https://robots.example.com'

let server: Server

/** Settles the environment of the file's tests, and serves. */
export function useApi(more: Record<string, string> = {}): void {
  const settled = { EXTERNAL_URL: origin, LOG_LEVEL: 'silent', API_RATE_LIMIT: '1000000', TRUST_PROXY: '1', ...more }
  beforeAll(async () => {
    setGlobalState('env', parseEnv(settled))
    server = createServer(handler(async (_, response) => void response.writeHead(501).end('left to Next')))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => void server.close())
}

/** Who calls: the headers that prove it. */
export type Credentials = Record<string, string>

export const basic = (username: string, secret: string): Credentials => ({
  authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`,
})

/** A session of the user's, as its browser sends it from our pages. */
export async function signedIn(user: { id: number; name: string }): Promise<Credentials> {
  return { cookie: `sid=${await encodeSession(await createSession(user, {}))}`, origin }
}

export type Answer = { url: string; status: number; headers: Headers; text: string; body: unknown }
/** `x-real-client` among the headers is the address that the request comes from. */
type Sent = { as?: Credentials; body?: unknown; headers?: Record<string, string> }

/** Where it serves. */
export const apiUrl = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Sends one request; `path` is below `/api/v2.0`. A body that is a text is sent as it is. */
export const callApi = (method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  callPath(method, `/api/v2.0${path}`, sent)

export async function callPath(method: string, path: string, { as = {}, body, headers = {} }: Sent): Promise<Answer> {
  const { 'x-real-client': client = '192.0.2.1', ...sent } = { ...as, ...headers }
  const response = await fetch(apiUrl() + path, {
    method,
    headers: { 'x-request-id': unique('request'), 'x-forwarded-for': client, ...sent },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  })
  const answered = await response.text()
  const { url, status, headers: answeredHeaders } = response
  return { url, status, headers: answeredHeaders, text: answered, body: parsed(answered) }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

/** The first error of an answer, as `CODE: message`. */
export function errorOf({ body }: Answer): string {
  const { errors } = body as { errors: { code: string; message: string }[] }
  return `${errors[0]!.code}: ${errors[0]!.message}`
}
