import { describe, expect, test } from 'vitest'
import { operation, type Method } from './operations/operation'
import { empty } from './answers'
import { router } from './router'

const one = (method: Method, path: string, head?: false) =>
  operation({ id: `${method} ${path}`, method, path, head, success: 200, refusals: [], run: async () => empty })

const route = router({
  '/api/v2.0': [
    one('GET', '/robots'),
    one('POST', '/robots'),
    one('GET', '/robots/{robot_id}'),
    one('GET', '/robots/project-ids'),
    one('GET', '/robots/{robot_id}/activity'),
    one('DELETE', '/robots/{robot_id}'),
    one('GET', '/projects/{project_name_or_id}/members/{mid}'),
    one('GET', '/projects/{project_name}/logs'),
    one('HEAD', '/projects'),
    one('GET', '/projects'),
    one('PUT', '/only'),
  ],
  '/c': [one('GET', '/log_out', false)],
})

/** The operation and its texts, the methods that there are instead, or null. */
function lead(method: string, path: string): unknown {
  const found = route(method, path)
  if (found.kind === 'route') return [found.route.operation.id, found.route.texts]
  return found.kind === 'other-methods' ? found.allow : null
}

describe('router', () => {
  test.each([
    ['GET', '/api/v2.0/robots', 'GET /robots', {}],
    ['POST', '/api/v2.0/robots', 'POST /robots', {}],
    ['GET', '/api/v2.0/robots/', 'GET /robots', {}],
    ['GET', '/api/v2.0/robots/7', 'GET /robots/{robot_id}', { robot_id: '7' }],
    ['GET', '/api/v2.0/robots/7/', 'GET /robots/{robot_id}', { robot_id: '7' }],
    ['GET', '/api/v2.0/robots/project-ids', 'GET /robots/project-ids', {}],
    ['GET', '/api/v2.0/robots/project-ids/activity', 'GET /robots/{robot_id}/activity', { robot_id: 'project-ids' }],
    ['GET', '/api/v2.0/projects/a/logs', 'GET /projects/{project_name}/logs', { project_name: 'a' }],
    [
      'GET',
      '/api/v2.0/projects/a%2Fb%252F/members/1',
      'GET /projects/{project_name_or_id}/members/{mid}',
      { project_name_or_id: 'a/b%2F', mid: '1' },
    ],
    ['GET', '/api/v2.0/projects/__proto__/logs', 'GET /projects/{project_name}/logs', { project_name: '__proto__' }],
    ['HEAD', '/api/v2.0/robots', 'GET /robots', {}],
    ['HEAD', '/api/v2.0/projects', 'HEAD /projects', {}],
    ['GET', '/c/log_out', 'GET /log_out', {}],
  ])('%s %s is %s', (method, path, id, texts) => {
    expect(lead(method, path)).toEqual([id, texts])
  })

  test.each([
    ['PUT', '/api/v2.0/robots', 'GET, HEAD, POST'],
    ['POST', '/api/v2.0/robots/7', 'DELETE, GET, HEAD'],
    ['DELETE', '/api/v2.0/robots/project-ids', 'GET, HEAD'],
    ['OPTIONS', '/api/v2.0/projects', 'GET, HEAD'],
    ['TRACE', '/api/v2.0/only', 'PUT'],
    ['HEAD', '/api/v2.0/only', 'PUT'],
    ['HEAD', '/c/log_out', 'GET'],
    ['get', '/c/log_out', 'GET'],
    ['constructor', '/c/log_out', 'GET'],
  ])('%s %s is another method: %s', (method, path, allow) => {
    expect(lead(method, path)).toBe(allow)
  })

  test.each([
    '',
    '/',
    '/api/v2.0',
    '/api/v2.0/',
    '/api/v2.0//robots',
    '/api/v2.0/robots//',
    '/api/v2.0/robots//activity',
    '/api/v2.0/robots/7/nothing',
    '/api/v2.0/Robots',
    '/api/v2.0/constructor',
    '/api/v2.0/projects/a/members',
    '/c/robots',
    '/log_out',
  ])('%s is nothing', (path) => {
    expect(lead('GET', path)).toBeNull()
  })

  test('two operations of one method and path do not start', () => {
    const twice = [one('GET', '/a/{robot_id}'), one('GET', '/a/{user_id}')]
    expect(() => router({ '': twice })).toThrow(/taken/)
  })
})
