// One caller with one kept-alive connection, which asks for the next when it has been answered.
import { Agent, request } from 'node:http'

/** The headers that prove who calls. */
export type Credentials = Record<string, string>
export type Ask = { method: 'GET' | 'POST' | 'PUT'; path: string; body?: unknown; as?: Credentials }
type Answer = { status: number; body: unknown; ms: number }
export type Times = { p50: number; p95: number; p99: number; asked: number }

/** An operation is asked so often, or for so long where that takes longer; then at least `few` times. */
const [most, longestMs, few] = [300, 4_000, 40]
const [warmingRequests, warmingMs] = [4_000, 45_000]

export const asUser = (username: string, password: string): Credentials => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
})

/** A session as Harbor's clients start one: its requests do not pay for the slow hash of a password. */
export async function signIn(port: number, username: string, password: string): Promise<Credentials> {
  const body = new URLSearchParams({ principal: username, password })
  const { status, headers } = await fetch(`http://127.0.0.1:${port}/c/login`, { method: 'POST', body })
  if (status !== 200) throw new Error(`signing in: ${status}`)
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return { cookie: cookies.join('; '), 'x-harbor-csrf-token': headers.get('x-harbor-csrf-token')! }
}

export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(
    private readonly port: number,
    private readonly credentials: Credentials,
  ) {}

  async ask({ method, path, body, as = this.credentials }: Ask): Promise<Answer> {
    const start = performance.now()
    const text = body === undefined ? '' : JSON.stringify(body)
    const headers = {
      ...as,
      ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    const target = { host: '127.0.0.1', port: this.port, path: `/api/v2.0${path}`, method, headers, agent: this.agent }
    const { status, answered } = await new Promise<{ status: number; answered: string }>((resolve, reject) => {
      const sent = request(target, (response) => {
        let answered = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (answered += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, answered })).on('error', reject)
      })
      sent.on('error', reject).end(text)
    })
    const ms = performance.now() - start
    if (status !== 200 && status !== 201) throw new Error(`${method} ${path}: ${status} ${answered}`)
    return { status, body: answered === '' ? null : JSON.parse(answered), ms }
  }

  /** Asks all in turn until the server's code is compiled, which takes requests, not seconds. */
  async warmUp(every: readonly (() => Ask)[]): Promise<void> {
    const deadline = performance.now() + warmingMs
    for (let turn = 0; turn < warmingRequests && performance.now() < deadline; turn++) {
      await this.ask(every[turn % every.length]!())
    }
  }

  async measure(next: () => Ask): Promise<Times> {
    // Until the database's pages are at hand.
    for (let turn = 0; turn < few; turn++) await this.ask(next())
    const times: number[] = []
    for (const start = performance.now(); times.length < most;) {
      if (times.length >= few && performance.now() - start > longestMs) break
      times.push((await this.ask(next())).ms)
    }
    times.sort((one, other) => one - other)
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]!
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), asked: times.length }
  }

  /** The next request opens another connection. */
  close(): void {
    this.agent.destroy()
  }
}
