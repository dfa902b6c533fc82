import 'server-only'
import type { Conversation } from './conversation'
import { configurations, grant, log, member, project, robot, text, user } from './shapes'

const never = '0001-01-01T00:00:00.000Z'
const foobar = { comment: 'Some comments', email: 'foo@bar.com', realname: 'Foo Bar', username: 'foobar' }
const asked = { description: 'test', duration: 30, level: 'system', name: 'mw-robot' }
/** It looks for a robot and a user by name in all pages of the list. */
const robots = 'GET /robots?page=1&page_size=10'
const users = 'GET /users?page=1&page_size=100'

/** The Go client of mittwald, as its own integration tests use it. */
export const mittwald: Conversation = {
  client: 'mittwald/goharbor-client: user, project, metadata, member, robot, configuration, log',
  headers: { 'user-agent': 'Go-http-client/1.1', accept: 'application/json', 'accept-encoding': 'gzip' },
  turns: [
    { ask: 'GET /ping', tells: 'Pong' },
    { ask: 'GET /health', tells: { status: 'healthy' } },
    { ask: 'GET /systeminfo', tells: { registry_url: text } },
    { ask: 'GET /configurations', tells: configurations },
    { ask: 'PUT /configurations', body: { auth_mode: 'db_auth' } },

    {
      ask: 'POST /users',
      status: 201,
      body: { ...foobar, password: '1VerySeriousPassword' },
      keep: { user: 'location' },
    },
    { ask: 'POST /users', status: 409, body: { ...foobar, password: '1VerySeriousPassword' } },
    { ask: users, each: user },
    { ask: 'GET /users/{user}', tells: { ...user, ...foobar } },
    { ask: 'PUT /users/{user}', body: { comment: 'Some other comment', email: 'foo@baz.com', realname: 'Foo Baz' } },
    { ask: 'GET /users/{user}', tells: { ...user, email: 'foo@baz.com', realname: 'Foo Baz' } },
    { ask: 'PUT /users/{user}/password', body: { new_password: '1VerySeriousPassword1' } },

    { ask: 'POST /projects', status: 201, body: { project_name: 'mw-project' }, keep: { project: 'location' } },
    { ask: 'GET /projects/mw-project', tells: { ...project, name: 'mw-project', project_id: '{project}' } },
    { ask: 'GET /projects/{project}', tells: project },
    { ask: 'GET /projects?name=mw-project&page=1&page_size=10&q=name%3Dproxy-cache', tells: [project] },
    {
      ask: 'PUT /projects/{project}',
      body: {
        cve_allowlist: { creation_time: never, items: [], project_id: '{project}', update_time: never },
        metadata: { public: 'false' },
        project_name: 'mw-project',
        registry_id: 0,
        storage_limit: 1,
      },
    },
    { ask: 'POST /projects/{project}/metadatas/', body: { auto_scan: 'true' } },
    { ask: 'GET /projects/{project}/metadatas/', tells: { auto_scan: 'true', public: 'false' } },
    { ask: 'GET /projects/{project}/metadatas/public', tells: { public: 'false' } },
    { ask: 'GET /projects/{project}/metadatas/foobar', tells: {} },
    { ask: 'PUT /projects/{project}/metadatas/auto_scan', body: { auto_scan: 'false' } },
    { ask: 'GET /projects/{project}/metadatas/auto_scan', tells: { auto_scan: 'false' } },
    { ask: 'DELETE /projects/{project}/metadatas/auto_scan' },
    { ask: 'GET /projects/{project}/metadatas/auto_scan', tells: {} },

    {
      ask: 'POST /projects/mw-project/members',
      status: 201,
      body: { member_user: { user_id: '{user}', username: 'foobar' }, role_id: 1 },
      keep: { member: 'location' },
    },
    { ask: 'GET /projects/mw-project/members?entityname=foobar&page=1&page_size=100', tells: [member] },
    { ask: 'PUT /projects/mw-project/members/{member}', body: { role_id: 2 } },
    { ask: 'DELETE /projects/mw-project/members/{member}' },

    {
      ask: 'POST /robots',
      status: 201,
      body: { ...asked, permissions: [grant('mw-project', 'pull')] },
      keep: { id: 'id' },
    },
    { ask: robots, each: robot },
    {
      // It puts back what it has read with its own idea of what it has not.
      ask: 'PUT /robots/{id}',
      body: {
        ...{ ...asked, creation_time: never, description: 'test-updated', disable: false, editable: false, id: '{id}' },
        ...{ name: 'robot$mw-robot', permissions: [grant('mw-project', 'push')], update_time: never },
      },
    },
    { ask: robots, each: robot },
    { ask: 'PATCH /robots/{id}', body: { secret: 'aVeryL0000ngSecret' } },
    { ask: 'DELETE /robots/{id}' },

    { ask: 'GET /audit-logs?page=1&page_size=100', each: log },
    { ask: 'DELETE /projects/mw-project' },
    { ask: 'GET /projects/mw-project', status: 404 },
    { ask: 'DELETE /users/{user}' },
  ],
}
