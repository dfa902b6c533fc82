import type { Answer } from '../answer'
import type { Case } from '../case'

/** A case for a row of the manual's table: what shows the difference. `at` is where, if not in the status. */
function shown(differs: string, operation: string, asked: string, more: Partial<Case> = {}): Case {
  const [method = '', path = ''] = asked.split(' ')
  return { kind: 'boundary', operation, method, path, differs, ...more }
}

const isEmpty = ({ text }: Answer): boolean => text === '[]'
const says =
  (word: string) =>
  ({ text }: Answer): boolean =>
    text.includes(word)
const holds = (check: (body: Record<string, unknown>) => boolean) => (answer: Answer) =>
  check(answer.body as Record<string, unknown>)
const pull = { resource: 'repository', action: 'pull' }
const placed = [{ kind: 'project', namespace: '{projectName}', access: [pull] }]
let made = 0
const fresh = () => `{prefix}-m${made++}`
const robot = (more: object = {}) => ({ name: fresh(), level: 'project', duration: 1, permissions: placed, ...more })
const user = (more: object = {}) => {
  const username = fresh()
  return { username, email: `${username}@example.com`, realname: 'One', password: 'Password-of-1', ...more }
}
const ownRobot = (more: object = {}) => ({ method: 'POST', path: '/robots', body: robot(more), keep: 'ownRobot' })
const ownUser = () => ({ method: 'POST', path: '/users', body: user(), keep: 'ownUser' })
const ownProject = () => ({ method: 'POST', path: '/projects', body: { project_name: fresh() }, keep: 'ownProject' })
const members = '/projects/{project}/members'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const body = /^body/
const robotCases: Case[] = [
  shown('robot-unseen', 'GetRobotByID', 'GET /robots/{spareRobotId}', { as: 'outsider' }),
  shown('robots-of-unseen-project', 'ListRobot', 'GET /robots?q=Level%3Dproject%2CProjectID%3D{project}', {
    as: 'outsider',
    here: isEmpty,
  }),
  shown('sort-by-secret', 'ListRobot', 'GET /robots?sort=secret', { detail: 'kind' }),
  shown('old-secret', 'RefreshSec', 'PATCH /robots/{ownRobot}', {
    before: [ownRobot()],
    body: { old_secret: { stop: 'never' } },
  }),
  shown('query-faults', 'ListRobot', 'GET /robots?q=duration%3Dx'),
  shown('long-name', 'CreateRobot', 'POST /robots', { body: robot({ name: `{prefix}-${'a'.repeat(250)}` }) }),
  shown('new-secret-honoured', 'CreateRobot', 'POST /robots', {
    body: robot({ secret: 'Chosen-secret-1' }),
    at: /^body\.secret$/,
    here: holds((made) => made['secret'] === undefined),
  }),
  shown('new-disabled-honoured', 'GetRobotByID', 'GET /robots/{ownRobot}', {
    before: [ownRobot({ disable: true })],
    at: /^body\.disable$/,
    here: holds((robot) => robot['disable'] === true),
  }),
  shown('default-duration', 'CreateRobot', 'POST /robots', { body: robot({ duration: undefined }) }),
  shown('effect-checked', 'CreateRobot', 'POST /robots', {
    body: robot({ permissions: [{ ...placed[0], access: [{ ...pull, effect: 'deny' }] }] }),
  }),
  shown('effect-told', 'GetRobotByID', 'GET /robots/{spareRobotId}', {
    at: /\.effect$/,
    here: ({ text }) => text.split('"effect":"allow"').length === text.split('"action"').length,
  }),
  shown('concurrent-edits', 'UpdateRobot', 'PUT /robots/{ownRobot}', {
    before: [ownRobot()],
    body: { ...robot(), name: '{ownRobotName}', description: 'edited' },
  }),
  shown('only-disables', 'UpdateRobot', 'PUT /robots/{ownRobot}', { before: [ownRobot()], body: { disable: true } }),
  shown('robots-outlive', 'CreateRobot', 'POST /robots', { as: 'keeperRobot', body: robot({ duration: -1 }) }),
  shown('legacy-robots', 'listProjects', 'GET /projects', { as: 'legacyRobot', ownOnly: true }),
  shown('helm-pairs', 'getPermissions', 'GET /permissions', {
    at: /^body\.project\.helm/,
    here: says('helm-chart-version-label'),
  }),
]

const projectCases: Case[] = [
  shown('robot-missing-project', 'getProject', 'GET /projects/{noneName}', { as: 'systemRobot' }),
  shown('robot-project-read', 'getProjectMetadata', 'GET /projects/{project}/metadatas/public', { as: 'systemRobot' }),
  shown('project-creation', 'createProject', 'POST /projects', { as: 'guest', body: { project_name: fresh() } }),
  shown('public-checked', 'updateProject', 'PUT /projects/{ownProject}', {
    before: [ownProject()],
    body: { metadata: { public: 'x' } },
  }),
  shown('delete-with-images', 'deleteProject', 'DELETE /projects/{ownProject}', { before: [ownProject()] }),
  shown('no-quotas', 'getProjectSummary', 'GET /projects/{project}/summary', {
    at: /^body\.quota$/,
    here: holds((summary) => summary['quota'] === undefined && summary['guest_count'] === 1),
  }),
  shown('unknown-registry', 'createProject', 'POST /projects', {
    body: { project_name: fresh(), registry_id: 2147480000 },
  }),
  shown('search-cap', 'search', 'GET /search?q={prefix}', { detail: 'kind' }),
  shown('robots-make-admins', 'createProjectMember', `POST ${members}`, {
    as: 'keeperRobot',
    body: { role_id: 1, member_user: { username: '{outsiderName}' } },
    keep: 'ownMember',
    after: [{ method: 'DELETE', path: `${members}/{ownMember}` }],
  }),
  shown('last-admin', 'deleteProjectMember', 'DELETE /projects/{ownProject}/members/{ownMember}', {
    as: 'owner',
    before: [
      ownProject(),
      { method: 'GET', path: '/projects/{ownProject}/members?entityname={adminName}', keep: 'adminMember' },
      {
        method: 'POST',
        path: '/projects/{ownProject}/members',
        body: { role_id: 1, member_user: { username: '{ownerName}' } },
        keep: 'ownMember',
      },
      { method: 'DELETE', path: '/projects/{ownProject}/members/{adminMember}' },
    ],
  }),
  shown('roles-checked', 'updateProjectMember', 'PUT /projects/{ownProject}/members/{ownMember}', {
    before: [
      ownProject(),
      {
        method: 'POST',
        path: '/projects/{ownProject}/members',
        body: { role_id: 3, member_user: { username: '{guestName}' } },
        keep: 'ownMember',
      },
    ],
    body: { role_id: 9 },
  }),
  shown('no-groups', 'createProjectMember', `POST ${members}`, {
    body: { role_id: 2, member_group: { group_name: '{prefix}-group' } },
  }),
  shown('member-minus-one', 'getProjectMember', `GET ${members}/-1`),
  shown('member-total', 'listProjectMembers', `GET ${members}?entityname={guestName}`, {
    at: /^headers\.total$/,
    here: ({ headers }) => headers.get('x-total-count') === '1',
  }),
  shown('page-zero-link', 'listProjectMembers', 'GET /projects/{projectName}/members?page=0&page_size=1', {
    at: /^headers\.link$/,
    here: ({ headers }) => headers.get('link')?.includes('page=2') === true,
  }),
  shown('missing-first', 'createProjectMember', 'POST /projects/{noneName}/members', { body: {} }),
]

const userCases: Case[] = [
  shown('robots-and-users', 'listUsers', 'GET /users', { as: 'systemRobot' }),
  shown('page-size-cap', 'listUsers', 'GET /users?page_size=0', { detail: 'kind' }),
  shown('nobody-and-users', 'getUser', 'GET /users/{spare}', { as: 'anonymous' }),
  shown('same-password', 'updateUserPassword', 'PUT /users/{ownUser}/password', {
    before: [ownUser()],
    body: { new_password: 'Password-of-1' },
  }),
  shown('sessions-end', 'updateUserPassword', 'PUT /users/{ownUser}/password', {
    before: [ownUser()],
    body: { new_password: 'Password-of-2' },
  }),
  shown('user-names', 'createUser', 'POST /users', { body: user({ username: '{prefix} of two' }) }),
  shown('blank-passwords', 'createUser', 'POST /users', { body: user({ password: 'Password of 1' }) }),
  shown('search-pages', 'searchUsers', 'GET /users/search?username={guestName}&page=99', { at: body, here: isEmpty }),
  shown('taken-address', 'updateUserProfile', 'PUT /users/{ownUser}', {
    before: [ownUser()],
    body: { email: '{guestName}@example.com', realname: 'One' },
  }),
  shown('guessing', 'getCurrentUserInfo', 'GET /users/current', { as: 'wrong' }),
  shown('wrong-credentials', 'listProjects', 'GET /projects', { as: 'wrong' }),
  shown('robot-own-pairs', 'getCurrentUserPermissions', 'GET /users/current/permissions?scope=/project/{project}', {
    as: 'systemRobot',
    at: body,
    here: ({ text }) => text.includes('/member"') && !text.includes('/metadata"'),
  }),
  shown('csrf-by-session', 'userExists', 'POST //c/userExists', {
    body: 'target=username&value={guestName}',
    headers: form,
  }),
  shown('user-exists-words', 'userExists', 'POST //c/userExists', {
    as: 'guest',
    body: 'target=username&value={guestName}',
    headers: form,
  }),
]

const systemCases: Case[] = [
  shown('caller-first', 'CreateRobot', 'POST /robots', { as: 'anonymous', body: '[]' }),
  shown('content-type', 'createProject', 'POST /projects', {
    body: JSON.stringify({ project_name: fresh() }),
    headers: { 'content-type': 'text/plain' },
  }),
  shown('accept', 'listProjects', 'GET /projects', { headers: { accept: 'text/html' }, detail: 'kind' }),
  shown('head', 'getPing', 'HEAD /ping'),
  shown('options', 'getPing', 'OPTIONS /ping', { here: ({ headers }) => headers.has('allow') }),
  shown('no-registry', 'getPing', 'GET //v2/', { as: 'anonymous' }),
  shown('setting-bounds', 'updateConfigurations', 'PUT /configurations', {
    body: { session_timeout: 721 },
    ownOnly: true,
  }),
  shown('fixed-settings', 'updateConfigurations', 'PUT /configurations', { body: { read_only: true }, ownOnly: true }),
  shown('prefix-signs', 'updateConfigurations', 'PUT /configurations', {
    body: { robot_name_prefix: 'a b' },
    ownOnly: true,
  }),
  shown('nothing-named', 'listReplicationAdapters', 'GET /replication/adapters', { at: body, here: isEmpty }),
  shown('no-ldap', 'searchLdapUser', 'GET /ldap/users/search?username=x', { here: isEmpty }),
  shown('words-in-query', 'listAuditLogExts', 'GET /auditlog-exts?q=op_time%3D%5Byesterday~%5D', { detail: 'kind' }),
  shown('empty', 'listScanners', 'GET /scanners', { at: body, here: isEmpty }),
  shown('old-logs', 'listAuditLogs', 'GET /audit-logs?q=resource%3D{projectName}', {
    at: /^(body|headers\.(total|link))/,
    here: says('"create"'),
  }),
  shown('own-events', 'listAuditLogExts', 'GET /auditlog-exts', {
    as: 'robot',
    at: body,
    detail: 'shape',
    here: says('"resource"'),
  }),
  shown('every-change', 'getLogExts', 'GET /projects/{projectName}/auditlog-exts?q=operation%3Drefresh-secret', {
    before: [ownRobot(), { method: 'PATCH', path: '/robots/{ownRobot}', body: {} }],
    at: /^(body|headers\.total)/,
    here: says('refresh-secret'),
  }),
  shown('refusals-told', 'listAuditLogExts', 'GET /auditlog-exts?q=operation_result%3Dfalse', {
    at: body,
    detail: 'kind',
  }),
  shown('event-names', 'listAuditLogEventTypes', 'GET /auditlog-exts/events', {
    at: body,
    here: says('refresh_secret_robot'),
  }),
  shown('own-setting', 'getConfigurations', 'GET /configurations', {
    at: /^body\.robot_secret_overlap/,
    here: holds((settings) => settings['robot_secret_overlap'] !== undefined),
  }),
  shown('registry-url', 'getSystemInfo', 'GET /systeminfo', {
    at: /^body\.registry_url$/,
    here: holds(({ registry_url }) => registry_url === ''),
  }),
  shown('health', 'getHealth', 'GET /health', { at: body, here: holds(({ status }) => status === 'healthy') }),
  shown('words', 'getProject', 'GET /projects/{noneName}', { at: /^sentence$/ }),
]

/** What the manual's table tells of, row by row. */
export const meantCases: readonly Case[] = [...robotCases, ...projectCases, ...userCases, ...systemCases]
