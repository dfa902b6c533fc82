/** A value of `q` inside a list or range: an integer too where it is one. What it means is its column's affair. */
export type QueryScalar = { text: string; number?: number }

export type QueryMatch =
  /** `plain`: the value with its plus signs as they came, where that differs. */
  | { kind: 'exact'; value: QueryScalar; plain?: string }
  | { kind: 'contains'; text: string; plain?: string }
  | { kind: 'range'; from?: QueryScalar; to?: QueryScalar }
  | { kind: 'any'; values: QueryScalar[] }
  | { kind: 'all'; values: QueryScalar[] }

export type QueryCondition = { key: string; match: QueryMatch }

type ParsedQuery = { ok: true; conditions: QueryCondition[] } | { ok: false; message: string }

/**
 * Harbor's `q`: conditions `key=value` separated by commas. Takes the parameter as the URL decoded it, and decodes it
 * a second time, as Harbor does: `+` becomes a space, so clients encode twice. Who encodes once means a plus sign by
 * it, which `plain` keeps for columns that hold no spaces.
 */
export function parseHarborQuery(q: string): ParsedQuery {
  const [text, plainText] = [decodeAgain(q.replaceAll('+', ' ')), decodeAgain(q)]
  if (text === null || plainText === null) return { ok: false, message: 'the query string is not correctly encoded' }
  const conditions: QueryCondition[] = []
  const plainParts = plainText.split(',').filter((each) => each !== '')
  for (const [index, part] of text
    .split(',')
    .filter((each) => each !== '')
    .entries()) {
    const equals = part.indexOf('=')
    const [key, value] = [part.slice(0, equals).trim(), part.slice(equals + 1)]
    if (equals < 0 || key === '' || value === '') {
      return { ok: false, message: 'the query string must contain "=" and the key/value cannot be empty' }
    }
    const match = parseValue(value)
    if (!match) return { ok: false, message: `invalid query string value: ${value}` }
    const plain = parseValue(plainParts[index]!.slice(equals + 1))
    conditions.push({ key, match: withPlain(match, plain) })
  }
  return { ok: true, conditions }
}

/** The same condition with its plus signs, where there are any. */
function withPlain(match: QueryMatch, plain: QueryMatch | null): QueryMatch {
  if (match.kind === 'exact' && plain?.kind === 'exact' && plain.value.text !== match.value.text)
    return { ...match, plain: plain.value.text }
  if (match.kind === 'contains' && plain?.kind === 'contains' && plain.text !== match.text)
    return { ...match, plain: plain.text }
  return match
}

function decodeAgain(q: string): string | null {
  try {
    const text = decodeURIComponent(q)
    // A NUL can be in no stored text, and PostgreSQL refuses to look for one.
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

function parseValue(value: string): QueryMatch | null {
  const inner = value.slice(1, -1)
  switch (value[0]) {
    case '~':
      return value.length > 1 ? { kind: 'contains', text: value.slice(1) } : null
    case '[':
      return value.length > 1 && value.endsWith(']') ? parseRange(inner) : null
    case '{':
      return value.length > 1 && value.endsWith('}') ? parseList('any', inner) : null
    case '(':
      return value.length > 1 && value.endsWith(')') ? parseList('all', inner) : null
    default:
      return { kind: 'exact', value: { text: value.startsWith('\\') ? value.slice(1) : value } }
  }
}

function parseRange(inner: string): QueryMatch | null {
  const ends = inner.split('~')
  if (ends.length !== 2) return null
  const [from, to] = ends.map((end) => (end === '' ? undefined : parseScalar(end)))
  return from || to ? { kind: 'range', from, to } : null
}

function parseList(kind: 'any' | 'all', inner: string): QueryMatch | null {
  const values = inner.split(' ').filter((item) => item !== '')
  return values.length > 0 ? { kind, values: values.map(parseScalar) } : null
}

function parseScalar(item: string): QueryScalar {
  const text = item.replace(/^["']|["']$/g, '')
  const number = parseInteger(item)
  return number === null ? { text } : { text, number }
}

/** A whole number that JavaScript and the database both hold exactly, or null. */
export function parseInteger(text: string): number | null {
  if (!/^-?\d{1,16}$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : null
}

/** Suffixes Harbor's own clients may add to a key; they say what the form of the value says already. */
const suffix = /__(icontains|in|gte|lte|gt|lt|exact)$/

/**
 * The key in one spelling: `ProjectID`, `project_id` and `projectid__exact` are all `projectid`. Harbor takes the Go
 * field's name or the column's.
 */
export const queryKey = (key: string): string => key.replace(suffix, '').replaceAll('_', '').toLowerCase()

/** `sort`: keys separated by commas, `-` in front for descending. */
export const parseHarborSort = (sort: string): { key: string; descending: boolean }[] =>
  sort
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) => ({ key: queryKey(part.replace(/^-/, '')), descending: part.startsWith('-') }))
