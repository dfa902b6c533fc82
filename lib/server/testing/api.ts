import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { beforeAll, vi } from 'vitest'
import { encodeSession } from '../auth/session'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { createSession } from '../users/sessions'
import { unique } from './database'

// The API as its clients see it, without a server: requests find their way to the routes by the folders of app/, and
// what a route asks of Next about its request comes from that request. Import this before anything that asks Next.

const asked = vi.hoisted(() => ({ current: null as unknown as AsyncLocalStorage<Request> }))
vi.mock('next/headers', () => ({
  headers: async () => new Headers(asked.current.getStore()?.headers),
  cookies: async () => ({
    get: (name: string) => {
      const pairs = (asked.current.getStore()?.headers.get('cookie') ?? '').split(/; */)
      const pair = pairs.find((each) => each.startsWith(`${name}=`))
      return pair && { name, value: pair.slice(name.length + 1) }
    },
  }),
}))
asked.current = new AsyncLocalStorage()

export const origin = 'https://robots.example.com'

/** Settles the environment of the file's tests. */
export function useApi(more: Record<string, string> = {}): void {
  beforeAll(() => {
    setGlobalState('env', parseEnv({ EXTERNAL_URL: origin, LOG_LEVEL: 'silent', API_RATE_LIMIT: '1000000', ...more }))
  })
}

type Handler = (request: Request, context: { params: Promise<Record<string, unknown>> }) => Promise<Response>
type RouteModule = Record<string, Handler | undefined>
const modules = import.meta.glob<RouteModule>(['/app/api/v2.0/**/route.ts', '/app/c/**/route.ts'], { eager: true })

/** Fixed names before parameters before what takes the rest, as Next looks for them. */
const routes = Object.entries(modules)
  .map(([file, module]) => ({ segments: decodeURIComponent(file).split('/').slice(2, -1), module }))
  .sort((one, other) => rank(one.segments).localeCompare(rank(other.segments)))

function rank(segments: string[]): string {
  return segments.map((each) => (/^\[+\.\.\./.test(each) ? '3' : each.startsWith('[') ? '2' : `1`)).join('')
}

/** The route of a path, with its parameters. */
export function routeOf(path: string): { module: RouteModule; params: Record<string, unknown> } {
  const parts = path.split('/').slice(1).map(decodeURIComponent)
  for (const { segments, module } of routes) {
    const params = match(segments, parts)
    if (params) return { module, params }
  }
  throw new Error(`no route for ${path}`)
}

function match(segments: string[], parts: string[]): Record<string, unknown> | null {
  const params: Record<string, unknown> = {}
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]
    if (/^\[+\.\.\./.test(segment)) return { ...params, path: parts.slice(index) }
    if (part === undefined) return null
    if (segment.startsWith('[')) params[segment.slice(1, -1)] = part
    else if (segment !== part) return null
  }
  return parts.length === segments.length ? params : null
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

export type Answer = { status: number; headers: Headers; text: string; body: unknown }
export type Sent = { as?: Credentials; body?: unknown; headers?: Record<string, string> }

/** Sends one request; `path` is below `/api/v2.0`. A body that is a text is sent as it is. */
export const callApi = (method: string, path: string, sent: Sent = {}): Promise<Answer> =>
  callPath(method, `/api/v2.0${path}`, sent)

export async function callPath(method: string, path: string, { as = {}, body, headers = {} }: Sent): Promise<Answer> {
  const url = new URL(origin + path)
  const { module, params } = routeOf(url.pathname)
  const handler = module[method] ?? (method === 'HEAD' ? module['GET'] : undefined)
  if (!handler) throw new Error(`${path} has no ${method}`)
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const id = { 'x-request-id': unique('request'), 'x-real-client': '192.0.2.1' }
  const request = new Request(url, { method, headers: { ...id, ...as, ...headers }, body: text })
  const response = await asked.current.run(request, () => handler(request, { params: Promise.resolve(params) }))
  const answered = await response.text()
  return { status: response.status, headers: response.headers, text: answered, body: parsed(answered) }
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
