import 'server-only'
import { defaultApiPage, maxApiPageSize, maxApiRows } from '@/lib/domain/lists/api-list'
import { robotFilters } from '@/lib/domain/robots/robot-filter'
import { unprocessable } from '../../exchange/error-body'

/** A parameter of an operation: what the API's description says of it, and its value, or 422 for what can be none. */
type Parameter<Value> = { description: object; read: (text: string | null, name: string) => Value }

const integer = { type: 'integer', format: 'int64' }
const boolean = { type: 'boolean' }
const string = { type: 'string' }

/** A text; empty when it is not there. */
const text = (description?: string): Parameter<string> => ({
  description: { schema: string, ...(description && { description }) },
  read: (given) => given ?? '',
})

/** One of these; undefined when it is not there, and 422 for what is none: a filter dropped would ask for more. */
const choice = <Value extends string>(values: readonly Value[]): Parameter<Value | undefined> => ({
  description: { schema: { ...string, enum: values } },
  read: (given, name) => {
    const value = values.find((each) => each === given)
    if (given && !value) throw unprocessable(`${name} in query should be one of ${values.join(', ')}`)
    return value
  },
})

/** Whose robots: a project's by its id, the system's, or all that one manages. */
const robotsPlace: Parameter<{ id: number } | null | 'all'> = {
  description: { required: true, schema: string },
  read: (given, name) => {
    if (given === 'all') return 'all'
    if (given === 'system') return null
    if (!given) throw unprocessable(`${name} in query is required`)
    const id = int64(given, name, 'query')
    // Beyond the column's width there is none.
    return { id: id > 0 && id < 2 ** 31 ? id : 0 }
  },
}

const requiredText: Parameter<string> = {
  description: { required: true, schema: string },
  read: (given, name) => {
    if (!given) throw unprocessable(`${name} in query is required`)
    return given
  },
}

/** A number as Go's clients send it, the default when it is empty; `meant` is what is made of it. */
const count = (
  schema: { default: number; maximum?: number; description?: string },
  meant: (value: number, name: string) => number,
): Parameter<number> => {
  const { description, ...rest } = schema
  return {
    description: { schema: { ...integer, ...rest }, ...(description && { description }) },
    read: (given, name) => (given ? meant(int64(given, name, 'query'), name) : schema.default),
  }
}

/** A page before the first is the first, and no list is so long that it reaches the last of these. */
const pageMeant = (value: number): number => Math.min(Math.max(1, value), 1_000_000_000)

function pageSizeMeant(value: number, name: string): number {
  if (value > maxApiPageSize) throw unprocessable(`${name} in query should be less than or equal to ${maxApiPageSize}`)
  return value > 0 ? value : maxApiRows
}

/** Go's int64, rounded where JavaScript's numbers end, or 422. */
function int64(given: string, name: string, place: 'query' | 'path'): number {
  const fits = /^[+-]?\d{1,30}$/.test(given) && BigInt.asIntN(64, BigInt(given)) === BigInt(given)
  if (!fits) throw unprocessable(`${name} in ${place} must be of type int64: "${given.slice(0, 100)}"`)
  return Number(given)
}

/** A truth value; what is none is false, as in Harbor, and undefined when it is empty. */
const flag = (schema: object = {}): Parameter<boolean | undefined> => ({
  description: { schema: { ...boolean, ...schema } },
  read: (given) => (given ? truthOf(given) === true : undefined),
})

/** Whether it is true: everything that is no truth value is false. */
const looseFlag: Parameter<boolean> = {
  description: { schema: boolean },
  read: (given) => given !== null && truthOf(given) === true,
}

/** What Go takes for a truth value, or null. */
export function truthOf(given: string): boolean | null {
  if (/^(1|t|true)$/i.test(given)) return true
  return /^(0|f|false)$/i.test(given) ? false : null
}

export const queryParameters = {
  q: text('Conditions `key=value`, see docs/manual/api.md.'),
  sort: text('Keys separated by commas, `-` in front for descending.'),
  page: count({ default: defaultApiPage.page }, pageMeant),
  page_size: count(
    { maximum: maxApiPageSize, default: defaultApiPage.size, description: `0 or less: up to ${maxApiRows} rows.` },
    pageSizeMeant,
  ),
  name: text('A part of the name.'),
  username: text('A part of the name.'),
  email: text('A part of the address.'),
  public: flag(),
  owner: text(),
  with_detail: flag({ default: true }),
  project_name: requiredText,
  entityname: text('The whole name, in its case.'),
  scope: text('Of permissions `/project/<id>` or `/system`, of labels `g` or `p`.'),
  relative: looseFlag,
  project_id: text('A project, by its id.'),
  policy_id: requiredText,
  groupname: requiredText,
  search: text(),
  filter: choice(robotFilters),
  level: choice(['project', 'system']),
  place: robotsPlace,
}
export type QueryName = keyof typeof queryParameters
export type QueryValues = { [Name in QueryName]: ReturnType<(typeof queryParameters)[Name]['read']> }

export const headerParameters = {
  'X-Is-Resource-Name': { schema: { ...boolean, default: false } },
  'X-Resource-Name-In-Location': { schema: { ...boolean, default: false } },
} as const
export type HeaderName = keyof typeof headerParameters

/** An id in a path, or 422 for what is no number. One that no column could hold is nobody's. */
function idOf(given: string, name: string): number {
  const id = int64(given, name, 'path')
  return Math.abs(id) < 2 ** 31 ? id : -1
}

/** Parameters of a path that are numbers. The others name a project: by either, or by its name alone. */
export const pathIds = { robot_id: idOf, user_id: idOf, mid: idOf, event_id: idOf, link_id: idOf, id: idOf }
export type PathId = keyof typeof pathIds
export type ProjectParameter = 'project_name_or_id' | 'project_name'

/** What the verb of a list is asked for. */
export const pageOf = ({ page, page_size: size }: Pick<QueryValues, 'page' | 'page_size'>) => ({ page, size })
export const listOf = ({ q, sort, ...query }: Pick<QueryValues, (typeof paged)[number]>) => ({
  q,
  sort,
  ...pageOf(query),
})

/** The parameters of a list, and of whatever a project's name or id leads to. */
export const paged = ['q', 'sort', 'page', 'page_size'] as const
export const named = ['X-Is-Resource-Name'] as const
