import 'server-only'
import { expect } from 'vitest'
import type { Conversation, Turn } from './conversation'
import { portalRobots, portalSystemRobots, q } from './portal-robots'
import * as shapes from './shapes'

const { member, project, user } = shapes

const first = 'page=1&page_size=15'
const scope = 'GET /users/current/permissions?scope=/project/{project}&relative=true' as const

/** Its guards open a project's tabs by these. */
const tabs = ['.:read', 'repository:list', 'member:list', 'robot:list', 'log:list', 'label:list', 'configuration:read']
const mayOpen: unknown = expect.arrayContaining(
  tabs.map((tab) => ({ resource: tab.split(':')[0], action: tab.split(':')[1] })),
)

/** Whatever page is opened: who one is, what the server is, and counts that only some may see. */
const cold: Turn[] = [
  { ask: 'GET /systeminfo', tells: shapes.systemInfo },
  { ask: 'GET /users/current', tells: user },
  { ask: 'GET /configurations', tells: shapes.configurations },
  { ask: 'GET /scanners?page_size=100&page=1', tells: [] },
  { ask: 'GET /jobservice/queues', tells: [] },
  { ask: 'GET /export/cve/executions', tells: { items: [] } },
]

const signIn: Turn[] = [
  { ask: 'GET /users/current', status: 401 },
  { ask: 'GET /systeminfo', tells: { auth_mode: 'db_auth', banner_message: '', self_registration: false } },
  { ask: 'POST /c/login', form: { principal: 'admin', password: 'Wrong-password-1' }, status: 401 },
  { ask: 'POST /c/login', form: { principal: 'admin', password: 'Admin-password-1' } },
  ...cold,
]

const projects: Turn[] = [
  { ask: 'GET /statistics', tells: shapes.statistics },
  { ask: 'GET /registries?page_size=100&page=1&q=type%253D%257Bharbor%2520docker-hub%257D', tells: [] },
  { ask: 'GET /projects?page=1&page_size=15', each: project },
  { ask: `GET /projects?${q('name=portal')}`, tells: [] },
  {
    ask: 'POST /projects',
    status: 201,
    body: { project_name: 'portal', metadata: { public: 'false' }, storage_limit: -1, registry_id: null },
  },
  {
    ask: 'GET /projects?page=1&page_size=15&name=portal&public=false&sort=-name',
    tells: [{ ...project, name: 'portal' }],
    keep: { project: '0.project_id' },
  },
  { ask: 'GET /search?q=portal', tells: { project: [shapes.plainProject], repository: [] } },
]

const oneProject: Turn[] = [
  { ask: scope, tells: mayOpen },
  { ask: 'GET /projects/{project}', tells: { ...project, current_user_role_id: 1 } },
  { ask: 'GET /projects/portal/repositories?page_size=15&page=1', tells: [] },
  { ask: 'GET /projects/{project}/summary', tells: shapes.summary },
  { ask: 'GET /projects/{project}/scanner', tells: {} },
  { ask: 'GET /projects/{project}/_deletable', tells: { deletable: true } },
  { ask: 'GET /projects/portal/auditlog-exts?page_size=15&page=1', each: shapes.event },
  { ask: 'GET /labels?scope=p&project_id={project}&page_size=15&page=1', tells: [] },
  { ask: 'GET /projects/{project}/webhook/policies?page_size=15&page=1', tells: [] },
  { ask: 'GET /projects/{project}/webhook/events', tells: { event_type: shapes.rows, notify_type: shapes.rows } },
  { ask: 'GET /projects/{project}/immutabletagrules?page_size=15&page=1', tells: [] },
  { ask: 'GET /projects/portal/preheat/policies?page_size=15&page=1', tells: [] },
  { ask: 'GET /system/CVEAllowlist', tells: { items: [] } },
]

/** A click on a project's name, by who is no more than its admin. */
const asProjectAdmin: Turn[] = [
  { ask: scope, tells: mayOpen },
  { ask: 'GET /projects/{project}', tells: { ...project, current_user_role_id: 1 } },
  { ask: 'GET /projects/portal/repositories?page_size=15&page=1', tells: [] },
  { ask: 'GET /projects/{project}/summary', tells: shapes.summary },
].map((turn) => ({ ...turn, as: ['portal-one', 'Portal-one-2'] }) as Turn)

const people: Turn[] = [
  { ask: `GET /users?${first}` },
  { ask: 'POST /c/userExists', form: { target: 'username', value: 'portal-one' }, tells: false },
  { ask: 'POST /c/userExists', form: { target: 'email', value: 'one@example.com' }, tells: false },
  {
    ask: 'POST /users',
    status: 201,
    body: { username: 'portal-one', email: 'one@example.com', realname: 'One', password: 'Portal-one-1', comment: '' },
    keep: { user: 'location' },
  },
  { ask: 'POST /c/userExists', form: { target: 'username', value: 'portal-one' }, tells: true },
  { ask: `GET /users?${first}&username=portal`, tells: [{ ...user, username: 'portal-one' }] },
  { ask: 'PUT /users/{user}/sysadmin', body: { sysadmin_flag: true } },
  { ask: 'PUT /users/{user}/password', body: { old_password: '', new_password: 'Portal-one-2' } },
  { ask: 'PUT /users/{user}', body: { email: 'one@example.org', realname: 'One', comment: 'changed' } },
  {
    ask: 'GET /users/search?username=portal&page_size=10&page=1',
    tells: [{ user_id: '{user}', username: 'portal-one' }],
  },
  { ask: 'GET /projects/{project}/members?page_size=15&page=1&entityname=', each: member },
  {
    ask: 'POST /projects/{project}/members',
    status: 201,
    body: { role_id: 1, member_user: { username: 'portal-one' } },
    keep: { member: 'location' },
  },
  ...asProjectAdmin,
  { ask: 'PUT /projects/{project}/members/{member}', body: { role_id: 2 } },
  { ask: 'DELETE /projects/{project}/members/{member}' },
  { ask: 'DELETE /users/{user}' },
]

const banner = '{"closable":true,"message":"hi","type":"info","fromDate":"","toDate":""}'
/** Settings, and the pages of the side menu, each of which is opened whatever is behind it. */
const administration: Turn[] = [
  { ask: 'PUT /configurations', body: { robot_token_duration: 45, banner_message: banner } },
  { ask: 'GET /configurations', tells: { ...shapes.configurations, robot_token_duration: { value: 45 } } },
  { ask: 'GET /systeminfo', tells: { banner_message: banner } },
  { ask: 'PUT /configurations', body: { robot_token_duration: 30, banner_message: '' } },
  { ask: 'GET /auditlog-exts/events', each: {} },
  { ask: `GET /auditlog-exts?page=1&page_size=15&${q('username=~admin')}`, each: shapes.event },
  { ask: `GET /audit-logs?${first}`, each: shapes.log },
  { ask: 'GET /quotas?reference=project&page=1&page_size=15&sort=-used.storage', tells: [] },
  { ask: 'GET /labels?scope=g&page_size=15&page=1', tells: [] },
  { ask: 'GET /registries?page_size=15&page=1', tells: [] },
  { ask: 'GET /replication/adapterinfos', tells: {} },
  { ask: 'GET /replication/policies?page_size=15&page=1', tells: [] },
  { ask: 'GET /p2p/preheat/instances?page_size=15&page=1', tells: [] },
  { ask: 'GET /usergroups?page_size=15&page=1', tells: [] },
  { ask: 'GET /system/gc?page_size=15&page=1', tells: [] },
  { ask: 'GET /system/gc/schedule' },
  { ask: 'GET /system/purgeaudit?page_size=15&page=1', tells: [] },
  { ask: 'GET /system/purgeaudit/schedule' },
  { ask: 'GET /jobservice/pools', tells: [] },
  { ask: 'GET /jobservice/pools/all/workers', tells: [] },
  { ask: 'GET /schedules?page_size=15&page=1', tells: [] },
  { ask: 'GET /schedules/all/paused', tells: { paused: false } },
  { ask: 'GET /security/summary?with_dangerous_cve=true&with_dangerous_artifact=true', tells: { total_vuls: 0 } },
  { ask: 'GET /security/vul?page_size=15&page=1', tells: [] },
]

/** Harbor's own pages. */
export const portal: Conversation = {
  client: "Harbor's portal: sign-in, projects, robots, people, administration",
  headers: {
    accept: 'application/json',
    'accept-language': 'en-US',
    'accept-encoding': 'gzip',
    'user-agent': 'Mozilla/5.0',
  },
  session: true,
  turns: [
    ...signIn,
    ...projects,
    ...oneProject,
    ...portalRobots,
    ...portalSystemRobots,
    ...people,
    ...administration,
    { ask: 'DELETE /projects/{project}' },
    { ask: 'GET /c/log_out' },
    { ask: 'GET /users/current', status: 401 },
  ],
}
