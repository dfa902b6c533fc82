import 'server-only'
import { expect } from 'vitest'
import type { Conversation, Turn } from '../http/api/contract/conversations/conversation'
import { basic, callPath, origin, type Answer } from './api'

/** What Harbor's clients know of a robot; what they do not, they drop when they put one back. */
const robotKeys = [
  ...['id', 'name', 'description', 'secret', 'level', 'duration', 'editable', 'disable', 'expires_at', 'permissions'],
  ...['creator_type', 'creator_ref', 'creation_time', 'update_time'],
]

/** Says a client's side of a conversation, turn by turn, and looks at each answer as the client would. */
export async function replay({ headers, session, turns }: Conversation, admin: [string, string]): Promise<void> {
  const kept = new Map<string, unknown>()
  const cookies = new Map<string, string>()
  let token = ''
  for (const [index, turn] of turns.entries()) {
    const [method, path] = fill(turn.ask, kept).split(' ') as [string, string]
    const url = path.startsWith('/c/') ? path : `/api/v2.0${path}`
    const by = fill(turn.as, kept) ?? (session ? null : admin)
    const proof = by ? basic(...by) : proofOf(method, cookies, token)
    const sent = { ...headers, ...contentOf(turn), ...turn.headers, ...proof }
    const answer = await callPath(method, url, { headers: sent, body: bodyOf(turn, kept) })
    look(`${index + 1}: ${turn.ask}`, turn, answer, kept)
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!
      cookies.set(name!, value!)
    }
    token = answer.headers.get('x-harbor-csrf-token') ?? token
    for (const [name, where] of Object.entries(turn.keep ?? {})) kept.set(name, partOf(answer, where))
  }
}

/** As a browser sends it from the pages of the same address. */
const proofOf = (method: string, cookies: Map<string, string>, token: string): Record<string, string> => ({
  ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
  ...(method !== 'GET' && { origin, 'x-harbor-csrf-token': token }),
})

const contentOf = ({ body, form }: Turn): Record<string, string> => {
  if (form) return { 'content-type': 'application/x-www-form-urlencoded' }
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

const bodyOf = ({ body, form }: Turn, kept: Map<string, unknown>) =>
  form ? new URLSearchParams(form).toString() : fill(body, kept)

/** The value with what was kept in it: a text that is nothing but a name becomes what was kept, of whatever kind. */
const fill = <Value>(value: Value, kept: Map<string, unknown>): Value => filled(value, kept) as Value

function filled(value: unknown, kept: Map<string, unknown>): unknown {
  if (typeof value === 'string') return filledText(value, kept)
  if (Array.isArray(value)) return value.map((each) => filled(each, kept))
  // A matcher of vitest's has a class of its own.
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value
  const parts = Object.entries(value).map(([key, each]) => {
    const part = filled(each, kept)
    return key === '...' ? asKnown(part as object) : { [key]: part }
  })
  return Object.assign({}, ...parts)
}

function filledText(text: string, kept: Map<string, unknown>): unknown {
  const whole = /^\{(\w+)\}$/.exec(text)
  if (whole) return known(kept, whole[1]!)
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(known(kept, name)))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const asKnown = (read: object) => Object.fromEntries(Object.entries(read).filter(([key]) => robotKeys.includes(key)))

function known(kept: Map<string, unknown>, name: string): unknown {
  if (!kept.has(name)) throw new Error(`nothing was kept as ${name}`)
  return kept.get(name)
}

function look(
  name: string,
  { ask, status = 200, tells, each }: Turn,
  answer: Answer,
  kept: Map<string, unknown>,
): void {
  expect([name, answer.status, answer.status === status ? '' : answer.text]).toEqual([name, status, ''])
  const { body } = answer
  const wanted = filled(tells, kept)
  if (isObject(wanted) && Object.keys(wanted).length > 0) expect(body, name).toMatchObject(wanted)
  else if (wanted !== undefined) expect(body, name).toEqual(wanted)
  if (!each) return
  expect(body, name).not.toEqual([])
  if (ask.includes('page=')) expect(Number(answer.headers.get('x-total-count')), name).toBeGreaterThan(0)
  for (const row of body as object[]) expect(row, name).toMatchObject(filled(each, kept) as object)
}

function partOf({ headers, body }: Answer, where: string): unknown {
  if (where === 'location') return Number(headers.get('location')!.split('/').at(-1))
  const keys = where === '' ? [] : where.split('.')
  return keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], body)
}
