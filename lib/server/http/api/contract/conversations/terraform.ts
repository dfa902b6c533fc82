import 'server-only'
import type { Conversation, Turn } from './conversation'
import { configurations, createdRobot, grant, member, project, robot, user } from './shapes'

const john = { username: 'tf-john', realname: 'John Smith', email: 'john@smith.com' }
const password = (value: string) => ({ password: value, new_password: value })
const newcomer = { ...john, ...password('Password12345') }
// It sends the whole resource with each part that it changes.
const grown = { ...john, realname: 'John B. Smith', sysadmin_flag: true, ...password('Password12345x') }

const stored = (isPublic: boolean, isScanned: boolean, limit: number) => ({
  project_name: 'tf-main',
  cve_allowlist: {},
  storage_limit: limit,
  metadata: {
    enable_content_trust: 'false',
    enable_content_trust_cosign: 'false',
    auto_scan: String(isScanned),
    severity: 'low',
    reuse_sys_cve_allowlist: 'true',
    public: String(isPublic),
    prevent_vul: 'false',
    auto_sbom_generation: 'false',
    proxy_speed_kb: '-1',
    proxy_cache_local_on_not_found: 'false',
  },
})

const settings = (days: number, minutes: number, message: string) => ({
  project_creation_restriction: 'adminonly',
  read_only: false,
  robot_token_duration: days,
  token_expiration: 30,
  session_timeout: minutes,
  // Nobody asked it to.
  quota_per_project_enable: true,
  robot_name_prefix: 'robot$',
  storage_per_project: -1,
  scanner_skip_update_pulltime: false,
  skip_audit_log_database: false,
  banner_message: `{"closable":false,"message":"${message}","type":"info","fromDate":"","toDate":""}`,
  notification_enable: true,
})
const toldSettings = (days: number, minutes: number, message: string) => ({
  ...configurations,
  robot_token_duration: { value: days, editable: true },
  session_timeout: { value: minutes, editable: true },
  banner_message: { value: settings(days, minutes, message).banner_message, editable: true },
})

const off = {
  ...{ oidc_verify_cert: false, oidc_auto_onboard: false, oidc_logout: false, self_registration: false },
  ...{ scan_all_policy: { parameter: {} }, ldap_scope: 0, ldap_group_search_scope: 0, ldap_verify_cert: false },
}

const everywhere = [grant('*', 'pull'), grant('tf-main', 'push', 'pull'), grant('/', 'list')]
const systemRobot = { level: 'system', duration: 30, permissions: everywhere }
const projectRobot = { level: 'project', description: 'project level', duration: -1 }

/** What `plan` reads: every resource, and whole lists until a page is empty. */
const reads = (step: 1 | 2): Turn[] => [
  { ask: 'GET /users/{user}', tells: { ...user, ...john, realname: step === 1 ? 'John Smith' : 'John B. Smith' } },
  {
    ask: 'GET /projects/{project}',
    tells: { ...project, metadata: { public: String(step === 2), auto_scan: String(step === 1) } },
  },
  { ask: 'GET /configurations', tells: step === 1 ? toldSettings(30, 60, 'hello') : toldSettings(40, 50, 'good-bye') },
  {
    ask: 'GET /projects/{project}/members/{member}',
    tells: { ...member, role_id: step === 1 ? 2 : 4, entity_name: 'tf-john' },
  },
  {
    ask: 'GET /robots/{system}',
    tells: { ...robot, name: 'robot$tf-system', description: `step ${step}`, disable: step === 2, duration: 30 },
  },
  { ask: 'GET /robots/{own}', tells: { ...robot, name: 'robot$tf-main+tf-project', duration: -1, expires_at: -1 } },
  { ask: 'GET /projects?page=1', each: project },
  { ask: 'GET /projects?page=2', tells: [] },
  { ask: 'GET /users?page=1', each: user },
  { ask: 'GET /users?page=2', tells: [] },
  { ask: 'GET /projects/{project}/members?page=1', each: member },
  { ask: 'GET /projects/{project}/members?page=2', tells: [] },
  { ask: 'GET /robots?page=1&q=Level=system', each: robot },
  { ask: 'GET /robots?page=2&q=Level=system', tells: [] },
]

/** Terraform with goharbor's provider: six resources, and the data sources of their lists. */
export const terraform: Conversation = {
  client: 'terraform-provider-harbor: apply, plan, another apply, plan, destroy',
  headers: { 'user-agent': 'Go-http-client/1.1', 'content-type': 'application/json', 'accept-encoding': 'gzip' },
  turns: [
    { ask: 'PUT /configurations', body: settings(30, 60, 'hello') },
    { ask: 'POST /projects', status: 201, body: stored(false, true, -1), keep: { project: 'location' } },
    { ask: 'POST /users', status: 201, body: newcomer, keep: { user: 'location' } },
    {
      ask: 'POST /robots',
      status: 201,
      body: { name: 'tf-project', ...projectRobot, permissions: [grant('tf-main', 'pull')] },
      tells: createdRobot,
      keep: { own: 'id' },
    },
    {
      ask: 'POST /robots',
      status: 201,
      body: { name: 'tf-system', description: 'step 1', ...systemRobot },
      tells: createdRobot,
      keep: { system: 'id' },
    },
    { ask: 'PATCH /robots/{system}', body: { secret: 'Secret12345x' } },
    {
      ask: 'POST /projects/{project}/members',
      status: 201,
      body: { role_id: 2, member_group: {}, member_user: { username: 'tf-john' } },
      keep: { member: 'location' },
    },
    ...reads(1),

    { ask: 'PUT /configurations', body: settings(40, 50, 'good-bye') },
    { ask: 'PUT /users/{user}', body: grown },
    { ask: 'PUT /users/{user}/sysadmin', body: grown },
    { ask: 'PUT /users/{user}/password', body: grown },
    { ask: 'PUT /projects/{project}', body: stored(true, false, 5_368_709_120) },
    {
      ask: 'PUT /projects/{project}/members/{member}',
      body: { role_id: 4, member_group: {}, member_user: { username: 'tf-john' } },
    },
    {
      ask: 'PUT /robots/{own}',
      body: { name: 'robot$tf-main+tf-project', ...projectRobot, permissions: [grant('tf-main', 'push', 'pull')] },
    },
    {
      ask: 'PUT /robots/{system}',
      body: { name: 'robot$tf-system', description: 'step 2', disable: true, ...systemRobot },
    },
    { ask: 'PATCH /robots/{system}', body: { secret: 'Secret12345y' } },
    ...reads(2),
    // It leaves out what is false.
    { ask: 'PUT /robots/{system}', body: { name: 'robot$tf-system', description: 'step 3', ...systemRobot } },
    { ask: 'GET /robots/{system}', tells: { ...robot, disable: false, description: 'step 3' } },
    { ask: 'GET /users/current', as: ['tf-john', 'Password12345x'], tells: { sysadmin_flag: true } },

    // What it makes of `auth_mode = "db_auth"`.
    { ask: 'PUT /configurations', body: off },
    { ask: 'GET /configurations', tells: toldSettings(40, 50, 'good-bye') },
    { ask: 'GET /projects?name=tf-main', tells: [{ name: 'tf-main' }] },
    { ask: 'GET /projects/{project}/scanner', tells: {} },
    { ask: 'DELETE /robots/{own}' },
    { ask: 'DELETE /robots/{system}' },
    { ask: 'DELETE /projects/{project}/members/{member}' },
    { ask: 'DELETE /users/{user}' },
    { ask: 'GET /projects/tf-main/repositories?page=1&page_size=100', tells: [] },
    { ask: 'DELETE /projects/{project}' },
  ],
}
