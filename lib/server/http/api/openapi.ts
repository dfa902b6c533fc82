import 'server-only'
import { operations } from './operations/all'
import { headerParameters, queryParameters, type Operation } from './operations/operation'
import { jsonSchemaOf, schemas, type SchemaName } from './openapi-schemas'

const reference = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: object) => ({ 'application/json': { schema } })
const text = { schema: { type: 'string' } }

const descriptions: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** The API's description in OpenAPI 3.0, from the table of operations and the schemas that the routes themselves use. */
export function openApiDocument() {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describe(operation) }
  }
  const named = Object.entries(schemas).map(([name, schema]) => [name, jsonSchemaOf(schema)])
  return {
    openapi: '3.0.3',
    info: { title: 'Robot accounts', version: '2.0' },
    servers: [{ url: '/api/v2.0' }],
    security: [{ basic: [] }, { session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries(named) as Record<string, object>,
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        session: { type: 'apiKey', in: 'cookie', name: 'sid' },
      },
    },
  }
}

const describe = (operation: Operation) => ({
  operationId: operation.id,
  ...(operation.open ? { security: [{}, { basic: [] }, { session: [] }] } : {}),
  parameters: parametersOf(operation),
  ...(operation.body && {
    requestBody: { required: !operation.body.optional, content: json(reference(operation.body.schema)) },
  }),
  responses: responsesOf(operation),
})

function parametersOf({ path, query = [], headers = [] }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const integer = { type: 'integer', format: 'int64' }
  return [
    ...inPath.map((name) => {
      const schema = name.startsWith('project') ? { type: 'string' } : integer
      return { name, in: 'path', required: true, schema }
    }),
    ...query.map((name) => ({ name, in: 'query', ...queryParameters[name] })),
    ...headers.map((name) => ({ name, in: 'header', ...headerParameters[name] })),
    { name: 'X-Request-Id', in: 'header', ...text },
  ]
}

function responsesOf(operation: Operation) {
  const { success, refusals } = operation
  // Wrong credentials are refused even where nobody needs any.
  const refused = [401, ...refusals, 429, 503].sort((one, other) => one - other)
  const headers = { 'X-Request-Id': text }
  const entries = refused.map((status) => {
    const retry = status === 429 || status === 503 ? { 'Retry-After': { schema: { type: 'integer' } } } : {}
    const content = operation.method === 'HEAD' ? {} : { content: json(reference('Errors')) }
    return [String(status), { description: descriptions[status], headers: { ...headers, ...retry }, ...content }]
  })
  const answered = {
    description: descriptions[success],
    headers: { ...headers, ...headersOf(operation) },
    ...contentOf(operation),
  }
  return { [String(success)]: answered, ...Object.fromEntries(entries) }
}

function headersOf({ list, query = [], success }: Operation) {
  if (success === 201) return { Location: text }
  const isPaged = list === true && query.includes('page')
  return isPaged ? { 'X-Total-Count': { schema: { type: 'integer' } }, Link: text } : {}
}

function contentOf({ answer, list, id }: Operation) {
  if (id === 'getPing') return { content: { 'text/plain': text } }
  if (!answer) return {}
  return { content: json(list ? { type: 'array', items: reference(answer) } : reference(answer)) }
}
