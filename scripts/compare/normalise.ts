import type { Answer } from './answer'
import type { Detail } from './case'
import type { Side } from './side'

/** An answer without what must differ between two servers. */
export type Normal = {
  status: number
  code?: string
  sentence?: string
  headers: Record<string, string>
  body: unknown
}

const noTime = '0001-01-01T00:00:00.000Z'
const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && text !== noTime

/** `exact`: the answer can only be about what the comparison has made, so that counts and rows must be the same. */
export function normalise(side: Side, { status, headers, text, body }: Answer, detail: Detail, exact: boolean): Normal {
  const errors = (body as { errors?: { code: string; message: string }[] } | undefined)?.errors
  const refused = status >= 400 ? errors?.[0] : undefined
  return {
    status,
    ...(refused && { code: refused.code, sentence: withoutMade(side, refused.message) }),
    headers: {
      // Of nothing it says nothing.
      type: text === '' ? '' : (headers.get('content-type') ?? ''),
      location: withoutIds(withoutMade(side, headers.get('location') ?? '')),
      total: total(headers.get('x-total-count'), exact && detail === 'values'),
      link: exact && detail === 'values' ? pages(withoutMade(side, headers.get('link') ?? '')) : '',
      request: headers.has('x-request-id') ? 'there' : '',
    },
    body: status >= 400 ? undefined : shaped(value(side, body, ''), detail),
  }
}

const withoutIds = (text: string): string => text.replaceAll(/\/\d+/g, '/<id>')

function total(given: string | null, exact: boolean): string {
  if (given === null) return ''
  return exact ? given : '<count>'
}

/** The order of parameters means nothing. */
const pages = (link: string): string =>
  link.replaceAll(
    /<([^?>]*)\?([^>]*)>/g,
    (_, path: string, query: string) => `<${path}?${query.split('&').sort().join('&')}>`,
  )

/** A text without the ids of what was made: names are the same on both sides, ids are not. */
function withoutMade(side: Side, message: string): string {
  const prefix = side.names.get('prefix') ?? ''
  const ids = [...side.names.values()].filter((text) => /^\d+$/.test(text) && text !== '2147480000')
  const made = new RegExp(`(?<=/|ProjectID=|\\b(?:id|user|robot|project|account) )(${ids.join('|')})(?![\\w.-])`, 'g')
  return message.replaceAll(prefix, '<made>').replaceAll(made, '<id>')
}

function value(side: Side, given: unknown, key: string): unknown {
  if (Array.isArray(given)) return byName(given.map((each) => value(side, each, key)))
  if (typeof given === 'object' && given !== null)
    return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, value(side, each, name)]))
  if (typeof given === 'number') return number(given, key)
  if (typeof given !== 'string') return given
  if (key === 'secret') return '<secret>'
  if (isTime(given)) return '<time>'
  const named = withoutMade(side, given)
  // The prefix of robots is a setting.
  const prefix = side.names.get('robotPrefix')
  return prefix && named.startsWith(prefix) ? `<robot>${named.slice(prefix.length)}` : named
}

function number(given: number, key: string): unknown {
  if (/(^|_)id$|^creator_ref$/.test(key) && !/role_id$/.test(key)) return given > 0 ? '<id>' : given
  return given > 1_000_000_000 ? '<time>' : given
}

/** Permissions have no order in Harbor: they go by what they are about. */
function byName(rows: unknown[]): unknown {
  const named = rows.map((row) => [nameOf(row), row] as const)
  return rows.length > 0 && named.every(([name]) => name !== null) ? Object.fromEntries(named) : rows
}

const isObject = (given: unknown): given is object => typeof given === 'object' && given !== null

function nameOf(row: unknown): string | null {
  const { kind, namespace, resource, action } = (row ?? {}) as Record<string, unknown>
  if (action !== undefined) return `${String(resource)}:${String(action)}`
  return kind === undefined ? null : `${String(kind)} ${String(namespace)}`
}

/** Where the other server may have something: by its shape it is like anything. */
export const anything = '<null>'

function shaped(given: unknown, detail: Detail): unknown {
  if (detail === 'values') return given
  if (Array.isArray(given)) {
    if (detail === 'kind') return ['…']
    // Of all rows together: which keys one has depends on what there is.
    return given.length === 0 ? [] : [Object.assign({}, ...given.filter(isObject).map((row) => shaped(row, detail)))]
  }
  if (given === null) return anything
  if (!isObject(given)) return given === undefined ? undefined : `<${typeof given}>`
  if (detail === 'kind') return { '…': '' }
  return Object.fromEntries(Object.entries(given).map(([key, each]) => [key, shaped(each, detail)]))
}
