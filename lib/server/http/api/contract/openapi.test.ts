import { expect, test } from 'vitest'
import { callApi, useApi } from '../../../testing/api'
import { useDatabase } from '../../../testing/database'
import { routeApi } from '../answer-api'
import { operations } from '../operations/all'

useDatabase()
useApi()

type Document = {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, object> }>>
  components: { schemas: Record<string, { type?: string; properties?: object }> }
}
const document = async () => (await callApi('GET', '/openapi.json')).body as Document

test('describes every operation that is Harbor’s, and refers to nothing that it does not have', async () => {
  const { paths, components } = await document()
  const described = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(described.sort()).toEqual(
    operations
      .filter(({ own }) => !own)
      .map(({ id }) => id)
      .sort(),
  )
  expect(described).toHaveLength(45)
  const references = [...JSON.stringify(paths).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!)
  expect(references.filter((name) => components.schemas[name] === undefined)).toEqual([])
  for (const [name, schema] of Object.entries(components.schemas)) expect([name, schema.type]).toEqual([name, 'object'])
  expect(components.schemas['RobotCreate']!.properties).toHaveProperty('permissions')
})

test('every operation is reached by its path and method', () => {
  for (const operation of operations) {
    const path = `/api/v2.0${operation.path.replaceAll(/\{\w+\}/g, '1')}`
    expect(routeApi(operation.method, path)).toMatchObject({
      kind: 'route',
      route: { operation: { id: operation.id } },
    })
  }
})

test('whatever is not public refuses who is not signed in before it looks at anything else', async () => {
  for (const { method, path, open } of operations) {
    if (open) continue
    const answer = await callApi(method, path.replaceAll(/\{\w+\}/g, 'no number'.replace(' ', '-')), {
      body: ['GET', 'HEAD', 'DELETE'].includes(method) ? undefined : '{',
    })
    expect([method, path, answer.status]).toEqual([method, path, 401])
  }
})
