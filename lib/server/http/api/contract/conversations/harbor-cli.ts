import 'server-only'
import type { Conversation, Turn } from './conversation'
import * as shapes from './shapes'

const { grant, member, project, robot, user } = shapes

/** It asks for a whole list where it wants one row. */
const whole = 'page=0&page_size=0'
const ofProject = 'Level%253Dproject%252CProjectID%253D{project}'
const never = '0001-01-01T00:00:00.000Z'
const newcomer = { comment: 'hi', email: 'cli@example.com', password: 'Passw0rd12', realname: 'CLI', username: 'cli' }
const kept = { metadata: { public: 'false' }, project_name: 'cli-one', public: false, storage_limit: -1 }
const fromFile = [grant('cli-one', 'pull'), grant('/', 'list')]

const system: Turn[] = [
  { ask: 'GET /users/current', tells: user },
  { ask: 'GET /users/current', as: ['admin', 'Wrong12345'], status: 401 },
  { ask: 'GET /ping', tells: 'Pong' },
  { ask: 'GET /health', tells: shapes.health },
  { ask: 'GET /systeminfo', tells: shapes.systemInfo },
  { ask: 'GET /statistics', tells: shapes.statistics },
  { ask: 'GET /systeminfo/volumes', tells: { storage: [{}] } },
  { ask: 'GET /configurations', tells: shapes.configurations },
  { ask: 'PUT /configurations', body: { banner_message: 'from cli', robot_token_duration: 45 } },
  { ask: 'GET /configurations', tells: { banner_message: { value: 'from cli' }, robot_token_duration: { value: 45 } } },
]

const projects: Turn[] = [
  { ask: 'POST /projects', status: 201, body: kept, keep: { project: 'location' } },
  { ask: 'POST /projects', status: 409, body: kept },
  { ask: 'GET /projects?page=1&page_size=100', each: project },
  { ask: 'GET /projects?name=cli-one&page=1&page_size=100', tells: [{ name: 'cli-one' }] },
  { ask: 'GET /projects?page=1&page_size=100&public=true', each: { metadata: { public: 'true' } } },
  { ask: 'GET /projects?page=1&page_size=100&public=false&sort=-name', each: { metadata: { public: 'false' } } },
  { ask: 'GET /projects?page=1&page_size=100&q=name%3D~cli-o', tells: [{ name: 'cli-one' }] },
  { ask: 'GET /projects?page=1&page_size=100&q=name%3Dcli-one', tells: [{ name: 'cli-one' }] },
  { ask: 'GET /projects?page=1&page_size=100&q=project_id%3D%5B{project}~{project}%5D', tells: [{ name: 'cli-one' }] },
  { ask: 'GET /search?q=cli-one', tells: { project: [shapes.plainProject], repository: [] } },
  { ask: 'GET /projects/cli-one', tells: project },
  { ask: 'GET /projects/cli-one/summary', tells: shapes.summary },
  { ask: 'GET /projects/cli-one/metadatas/', tells: { public: 'false' } },
  { ask: 'PUT /projects/cli-one', body: { metadata: { auto_scan: 'true', public: 'false' } } },
  { ask: 'GET /projects/cli-one/auditlog-exts?page=1&page_size=10', each: shapes.event },
  { ask: 'GET /auditlog-exts?page=1&page_size=5&q=operation%3Dcreate', each: { operation: 'create' } },
]

const people: Turn[] = [
  { ask: 'POST /users', status: 201, body: newcomer, keep: { user: 'location' } },
  { ask: 'POST /users', status: 400, body: { ...newcomer, username: 'cli-weak', password: 'weak' } },
  { ask: 'GET /users?page=1&page_size=100', each: user },
  { ask: 'GET /users?page=1&page_size=100&q=username%3Dcli', tells: [{ username: 'cli', email: 'cli@example.com' }] },
  { ask: `GET /users?${whole}`, each: user },
  { ask: 'PUT /users/{user}/sysadmin', body: { sysadmin_flag: true } },
  { ask: 'PUT /users/{user}/password', body: { new_password: 'Passw0rd34' } },
  {
    ask: 'POST /projects/cli-one/members',
    status: 201,
    body: { member_group: {}, member_user: { username: 'cli' }, role_id: 2 },
    keep: { member: 'location' },
  },
  { ask: 'GET /projects/cli-one/members?page=1&page_size=10', each: member },
  { ask: 'GET /projects/cli-one/members', each: member },
  { ask: 'PUT /projects/cli-one/members/{member}', body: { role_id: 4 } },
  { ask: 'GET /projects/cli-one/members?entityname=cli', tells: [{ ...member, role_name: 'maintainer' }] },
  { ask: 'DELETE /projects/cli-one/members/{member}' },
]

const systemRobots: Turn[] = [
  { ask: 'GET /permissions', tells: shapes.permissions, keep: { everything: 'system', ofProjects: 'project' } },
  {
    ask: 'POST /robots',
    status: 201,
    body: {
      ...{ description: 'd', duration: 30, level: 'system', name: 'cli-all' },
      permissions: [{ access: '{everything}', kind: 'system', namespace: '/' }],
    },
    tells: shapes.createdRobot,
    keep: { all: 'id' },
  },
  {
    ask: 'POST /robots',
    status: 201,
    body: { description: 'from a file', duration: 30, level: 'system', name: 'cli-file', permissions: fromFile },
    tells: shapes.createdRobot,
    keep: { file: 'id' },
  },
  { ask: 'GET /robots?page=1&page_size=10', each: robot },
  { ask: 'GET /robots?page=1&page_size=1&sort=-creation_time', tells: [{ name: 'robot$cli-file' }] },
  { ask: 'GET /robots?page=1&page_size=10&q=name%3Dcli-file', tells: [{ name: 'robot$cli-file' }] },
  { ask: 'GET /robots/{file}', tells: { ...robot, duration: 30 } },
  {
    // From a file it sends what it has not read as empty.
    ask: 'PUT /robots/{file}',
    body: {
      ...{ creation_time: never, description: 'changed', disable: false, duration: 60, editable: true, id: '{file}' },
      ...{ level: 'system', name: 'robot$cli-file', permissions: fromFile, update_time: never },
    },
  },
  { ask: 'GET /robots/{file}', tells: { ...robot, duration: 60, description: 'changed', disable: false } },
  { ask: 'PATCH /robots/{file}', body: {}, tells: { secret: shapes.text } },
  { ask: 'PATCH /robots/{file}', body: { secret: 'Secret12345z' } },
  { ask: 'PATCH /robots/{file}', status: 400, body: { secret: 'weak' } },
  { ask: `GET /robots?${whole}&q=name%3Dcli-file`, tells: [{ id: '{file}' }] },
  { ask: 'DELETE /robots/{file}' },
  { ask: 'DELETE /robots/{all}' },
  { ask: `GET /robots?${whole}&q=name%3Dcli-file`, tells: [] },
]

const projectRobots: Turn[] = [
  { ask: `GET /robots?${whole}&q=${ofProject}`, tells: [] },
  {
    ask: 'POST /robots',
    status: 201,
    body: {
      ...{ description: 'd', duration: 30, level: 'project', name: 'ci' },
      permissions: [{ access: '{ofProjects}', kind: 'project', namespace: 'cli-one' }],
    },
    tells: { ...shapes.createdRobot, name: 'robot$cli-one+ci' },
    keep: { robot: 'id' },
  },
  { ask: `GET /robots?page=1&page_size=10&q=${ofProject}`, each: robot },
  { ask: 'GET /robots/{robot}', tells: robot, keep: { read: '' } },
  { ask: 'PUT /robots/{robot}', body: { '...': '{read}', description: 'changed', duration: 90 } },
  { ask: 'GET /robots/{robot}', tells: { ...robot, duration: 90, description: 'changed' } },
  { ask: 'PATCH /robots/{robot}', body: {}, tells: { secret: shapes.text } },
  { ask: `GET /robots?${whole}&q=${ofProject}%252Cname%3Dcli-one%252Bci`, tells: [{ id: '{robot}' }] },
  { ask: 'DELETE /robots/{robot}' },
]

/** Harbor's own command line. */
export const harborCli: Conversation = {
  client: 'harbor-cli: login, config, project, user, member, robot, project robot',
  headers: { 'user-agent': 'Go-http-client/1.1', accept: 'application/json', 'accept-encoding': 'gzip' },
  turns: [
    ...system,
    ...projects,
    ...people,
    ...systemRobots,
    ...projectRobots,
    { ask: 'GET /quotas?page=1&page_size=0', tells: [] },
    { ask: `GET /users?${whole}`, each: user },
    { ask: 'DELETE /users/{user}' },
    { ask: 'GET /projects/cli-one/immutabletagrules', tells: [] },
    { ask: `GET /projects/cli-one/repositories?${whole}`, tells: [] },
    { ask: 'DELETE /projects/cli-one' },
  ],
}
