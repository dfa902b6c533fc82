import 'server-only'
import { defaultApiPage, maxApiPageSize } from '@/lib/domain/api-list'
import { parseInteger } from '@/lib/domain/harbor-query'
import { badRequest, unprocessable } from '../../error-body'

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

const requiredText: Parameter<string> = {
  description: { required: true, schema: string },
  read: (given, name) => {
    if (!given) throw unprocessable(`${name} in query is required`)
    return given
  },
}

/** A number from 1 to `max`. */
const count = (schema: { default: number; maximum?: number }, max: number): Parameter<number> => ({
  description: { schema: { ...integer, minimum: 1, ...schema } },
  read: (given, name) => {
    if (given === null) return schema.default
    const value = parseInteger(given)
    if (value === null || value < 1 || value > max)
      throw unprocessable(`${name} in query must be a number from 1 to ${max}`)
    return value
  },
})

/** `true` or `false`, as Go reads them; undefined when it is not there. */
const flag = (schema: object = {}): Parameter<boolean | undefined> => ({
  description: { schema: { ...boolean, ...schema } },
  read: (given, name) => {
    if (given === null) return undefined
    const value = truthOf(given)
    if (value === null) throw unprocessable(`${name} in query must be of type boolean: "${given.slice(0, 100)}"`)
    return value
  },
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
  page: count({ default: defaultApiPage.page }, 1_000_000_000),
  page_size: count({ maximum: maxApiPageSize, default: defaultApiPage.size }, maxApiPageSize),
  name: text('A part of the name.'),
  public: flag(),
  owner: text(),
  with_detail: flag({ default: true }),
  project_name: requiredText,
  entityname: text('A part of the name.'),
  scope: text('Of permissions `/project/<id>` or `/system`, of labels `g` or `p`.'),
  relative: looseFlag,
  project_id: text('A project, by its id.'),
  policy_id: requiredText,
  groupname: requiredText,
}
export type QueryName = keyof typeof queryParameters
export type QueryValues = { [Name in QueryName]: ReturnType<(typeof queryParameters)[Name]['read']> }

export const headerParameters = {
  'X-Is-Resource-Name': { schema: { ...boolean, default: false } },
  'X-Resource-Name-In-Location': { schema: { ...boolean, default: false } },
} as const
export type HeaderName = keyof typeof headerParameters

/** An id in a path, or 422 for what can be none. */
function idOf(given: string, name: string): number {
  const id = parseInteger(given)
  if (id === null || id < 1 || id >= 2 ** 31) throw unprocessable(`${name} in path must be a positive integer`)
  return id
}

function memberIdOf(given: string, name: string): number {
  if (given === '0') throw badRequest('the id of a member must not be 0')
  return idOf(given, name)
}

/** Parameters of a path that are numbers. The others name a project: by either, or by its name alone. */
export const pathIds = { robot_id: idOf, user_id: idOf, mid: memberIdOf, event_id: idOf, id: idOf }
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
