import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './answer'
import type { Ask, Caller } from './case'

export type Login = { username: string; password: string }

const seconds = 1_000
const timeout = 60 * seconds
const base = '/api/v2.0'

/** One of the two servers: what is asked of it, who asks, and what was made there. */
export class Side {
  /** What stands for `{names}` in requests to this server. */
  readonly names = new Map<string, string>()
  readonly logins = new Map<Caller, Login>()
  /** Addresses of what was made here and is still there, the last first. */
  readonly made: string[] = []

  constructor(
    readonly title: string,
    private readonly url: string,
    admin: Login,
  ) {
    this.logins.set('admin', admin)
  }

  /** Sends a request. Who is asked to wait, waits: a limit of one server is no difference between the two. */
  async ask(ask: Ask): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.send(ask)
      const wait = Number(answer.headers.get('retry-after') ?? NaN)
      if (answer.status !== 429 || attempt === 3 || !(wait <= 60)) return this.noted(ask, answer)
      await pause(wait * seconds)
    }
  }

  private async send({ method, path, as = 'admin', body, headers = {} }: Ask): Promise<Answer> {
    const place = path.startsWith('//') ? path.slice(1) : base + path
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await this.fetched(place, {
      method,
      headers: {
        'content-type': 'application/json',
        ...this.credentials(as),
        ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, this.filled(value)])),
      },
      body: text === undefined ? undefined : this.filled(text),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
    const answered = await response.text()
    return { status: response.status, headers: response.headers, text: answered, body: parsed(answered) }
  }

  private async fetched(place: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.url + this.filled(place), init)
    } catch (error) {
      const { cause, message } = error as Error & { cause?: { code?: string } }
      throw new Error(`${this.title} at ${this.url} does not answer (${cause?.code ?? message})`)
    }
  }

  private credentials(as: Caller): Record<string, string> {
    if (as === 'anonymous') return {}
    const login = this.logins.get(as)
    if (!login) throw new Error(`${this.title}: nobody is ${as}`)
    return { authorization: `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}` }
  }

  /** A text with this server's names in it. */
  filled(text: string): string {
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => this.names.get(name) ?? whole)
  }

  private noted({ method, path }: Ask, answer: Answer): Answer {
    const location = answer.headers.get('location')
    if (method === 'POST' && answer.status === 201 && location?.startsWith(`${base}/`))
      this.made.unshift(location.slice(base.length))
    // What is gone is not ours any more.
    const gone = method === 'DELETE' && answer.status === 200 ? this.made.indexOf(this.filled(path)) : -1
    if (gone >= 0) this.made.splice(gone, 1)
    return answer
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
