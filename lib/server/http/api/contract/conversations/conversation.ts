import 'server-only'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One request of a client and what it needs of the answer. `{name}` in any text is what an earlier turn kept under that
 * name; in a body, `'...': '{name}'` puts back what was read, as far as Harbor knows it.
 */
export type Turn = {
  /** Below `/api/v2.0`, but for what begins with `/c/`. Spelled as the client spells it. */
  ask: `${Method} /${string}`
  /** Name and secret, by Basic; the administrator unless told. */
  as?: [name: string, secret: string]
  headers?: Record<string, string>
  body?: unknown
  form?: Record<string, string>
  /** 200 unless told. */
  status?: number
  /** What the client reads of the answer. */
  tells?: unknown
  /** What it reads of every row of a list that has some. */
  each?: object
  /** Names for parts of the answer: a path such as `0.id`, all of it as `''`, or the id at the end of `location`. */
  keep?: Record<string, string>
}

/** What a client says and hears, written from observing it. */
export type Conversation = {
  client: string
  /** What it sends with every request. */
  headers: Record<string, string>
  /** It signs in by `/c/login`, keeps the cookies, and proves its changes by the token that every answer brings. */
  session?: true
  turns: Turn[]
}
