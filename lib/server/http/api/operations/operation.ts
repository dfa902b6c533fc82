import 'server-only'
import type { SchemaName } from '../openapi-schemas'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An operation of the API: what its document says of it, and what its tests go through. */
export type Operation = {
  id: string
  method: Method
  /** Below `/api/v2.0`, with its parameters in braces. */
  path: string
  /** Nobody needs to be signed in. */
  open?: true
  query?: readonly QueryName[]
  headers?: readonly HeaderName[]
  body?: { schema: SchemaName; optional?: true }
  success: 200 | 201
  /** Of what is answered; `list` for an array of it. */
  answer?: SchemaName
  list?: true
  refusals: readonly number[]
}
export type QueryName = keyof typeof queryParameters
export type HeaderName = keyof typeof headerParameters

const integer = { type: 'integer', format: 'int64' }

export const queryParameters = {
  q: { schema: { type: 'string' }, description: 'Conditions `key=value`, see the README.' },
  sort: { schema: { type: 'string' }, description: 'Keys separated by commas, `-` in front for descending.' },
  page: { schema: { ...integer, minimum: 1, default: 1 } },
  page_size: { schema: { ...integer, minimum: 1, maximum: 100, default: 10 } },
  name: { schema: { type: 'string' }, description: 'A part of the name.' },
  public: { schema: { type: 'boolean' } },
  owner: { schema: { type: 'string' } },
  with_detail: { schema: { type: 'boolean', default: true } },
  project_name: { required: true, schema: { type: 'string' } },
  entityname: { schema: { type: 'string' }, description: 'A part of the name.' },
  scope: { schema: { type: 'string' }, description: '`/project/<id>` or `/system`.' },
  relative: { schema: { type: 'boolean' } },
} as const

export const headerParameters = {
  'X-Is-Resource-Name': { schema: { type: 'boolean', default: false } },
  'X-Resource-Name-In-Location': { schema: { type: 'boolean', default: false } },
} as const

/** The parameters of a list, and of whatever a project's name or id leads to. */
export const paged = ['q', 'sort', 'page', 'page_size'] as const
export const named = ['X-Is-Resource-Name'] as const
