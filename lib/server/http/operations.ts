import 'server-only'
import type { SchemaName } from './openapi-schemas'

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

const paged = ['q', 'sort', 'page', 'page_size'] as const
const named = ['X-Is-Resource-Name'] as const
const project = '/projects/{project_name_or_id}'
const member = `${project}/members/{mid}`

/** Every operation of Harbor's that is here. */
export const operations: readonly Operation[] = [
  { id: 'getPing', method: 'GET', path: '/ping', open: true, success: 200, refusals: [] },
  {
    id: 'getHealth',
    method: 'GET',
    path: '/health',
    open: true,
    success: 200,
    answer: 'OverallHealthStatus',
    refusals: [],
  },
  {
    id: 'getSystemInfo',
    method: 'GET',
    path: '/systeminfo',
    open: true,
    success: 200,
    answer: 'GeneralInfo',
    refusals: [],
  },
  {
    id: 'ListRobot',
    method: 'GET',
    path: '/robots',
    query: paged,
    success: 200,
    answer: 'Robot',
    list: true,
    refusals: [400, 403, 404, 422],
  },
  {
    id: 'CreateRobot',
    method: 'POST',
    path: '/robots',
    body: { schema: 'RobotCreate' },
    success: 201,
    answer: 'RobotCreated',
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'GetRobotByID',
    method: 'GET',
    path: '/robots/{robot_id}',
    success: 200,
    answer: 'Robot',
    refusals: [404, 422],
  },
  {
    id: 'UpdateRobot',
    method: 'PUT',
    path: '/robots/{robot_id}',
    body: { schema: 'RobotUpdate' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'RefreshSec',
    method: 'PATCH',
    path: '/robots/{robot_id}',
    body: { schema: 'RobotSec' },
    success: 200,
    answer: 'RefreshedSecret',
    refusals: [400, 403, 404, 413, 422],
  },
  { id: 'DeleteRobot', method: 'DELETE', path: '/robots/{robot_id}', success: 200, refusals: [403, 404, 422] },
  { id: 'getPermissions', method: 'GET', path: '/permissions', success: 200, answer: 'Permissions', refusals: [403] },
  {
    id: 'listProjects',
    method: 'GET',
    path: '/projects',
    open: true,
    query: [...paged, 'name', 'public', 'owner', 'with_detail'],
    success: 200,
    answer: 'Project',
    list: true,
    refusals: [400, 422],
  },
  { id: 'headProject', method: 'HEAD', path: '/projects', query: ['project_name'], success: 200, refusals: [404, 422] },
  {
    id: 'createProject',
    method: 'POST',
    path: '/projects',
    headers: ['X-Resource-Name-In-Location'],
    body: { schema: 'ProjectReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
  },
  {
    id: 'getProject',
    method: 'GET',
    path: project,
    open: true,
    headers: named,
    success: 200,
    answer: 'Project',
    refusals: [403, 404, 422],
  },
  {
    id: 'updateProject',
    method: 'PUT',
    path: project,
    headers: named,
    body: { schema: 'ProjectReq' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
  },
  { id: 'deleteProject', method: 'DELETE', path: project, headers: named, success: 200, refusals: [403, 404, 422] },
  {
    id: 'getProjectDeletable',
    method: 'GET',
    path: `${project}/_deletable`,
    headers: named,
    success: 200,
    answer: 'ProjectDeletable',
    refusals: [403, 404, 422],
  },
  {
    id: 'getProjectSummary',
    method: 'GET',
    path: `${project}/summary`,
    headers: named,
    success: 200,
    answer: 'ProjectSummary',
    refusals: [403, 404, 422],
  },
  {
    id: 'listProjectMembers',
    method: 'GET',
    path: `${project}/members`,
    headers: named,
    query: ['entityname', 'page', 'page_size'],
    success: 200,
    answer: 'ProjectMemberEntity',
    list: true,
    refusals: [403, 404, 422],
  },
  {
    id: 'createProjectMember',
    method: 'POST',
    path: `${project}/members`,
    headers: named,
    body: { schema: 'ProjectMember', optional: true },
    success: 201,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'getProjectMember',
    method: 'GET',
    path: member,
    headers: named,
    success: 200,
    answer: 'ProjectMemberEntity',
    refusals: [400, 403, 404, 422],
  },
  {
    id: 'updateProjectMember',
    method: 'PUT',
    path: member,
    headers: named,
    body: { schema: 'RoleRequest', optional: true },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'deleteProjectMember',
    method: 'DELETE',
    path: member,
    headers: named,
    success: 200,
    refusals: [400, 403, 404, 409, 422],
  },
  {
    id: 'listUsers',
    method: 'GET',
    path: '/users',
    query: paged,
    success: 200,
    answer: 'UserResp',
    list: true,
    refusals: [400, 403, 422],
  },
  {
    id: 'createUser',
    method: 'POST',
    path: '/users',
    body: { schema: 'UserCreationReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
  },
  {
    id: 'getUser',
    method: 'GET',
    path: '/users/{user_id}',
    success: 200,
    answer: 'UserResp',
    refusals: [403, 404, 422],
  },
  { id: 'deleteUser', method: 'DELETE', path: '/users/{user_id}', success: 200, refusals: [400, 403, 404, 422] },
  {
    id: 'getCurrentUserInfo',
    method: 'GET',
    path: '/users/current',
    success: 200,
    answer: 'UserResp',
    refusals: [412],
  },
  {
    id: 'getCurrentUserPermissions',
    method: 'GET',
    path: '/users/current/permissions',
    query: ['scope', 'relative'],
    success: 200,
    answer: 'Permission',
    list: true,
    refusals: [422],
  },
  {
    id: 'setUserSysAdmin',
    method: 'PUT',
    path: '/users/{user_id}/sysadmin',
    body: { schema: 'UserSysAdminFlag' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
  },
  {
    id: 'getConfigurations',
    method: 'GET',
    path: '/configurations',
    success: 200,
    answer: 'ConfigurationsResponse',
    refusals: [403],
  },
  {
    id: 'updateConfigurations',
    method: 'PUT',
    path: '/configurations',
    body: { schema: 'Configurations' },
    success: 200,
    refusals: [400, 403, 409, 413, 422],
  },
  {
    id: 'listAuditLogs',
    method: 'GET',
    path: '/audit-logs',
    query: paged,
    success: 200,
    answer: 'AuditLog',
    list: true,
    refusals: [400, 422],
  },
  {
    id: 'listAuditLogExts',
    method: 'GET',
    path: '/auditlog-exts',
    query: paged,
    success: 200,
    answer: 'AuditLogExt',
    list: true,
    refusals: [400, 422],
  },
  {
    id: 'listAuditLogEventTypes',
    method: 'GET',
    path: '/auditlog-exts/events',
    success: 200,
    answer: 'AuditLogEventType',
    list: true,
    refusals: [403],
  },
  {
    id: 'getLogs',
    method: 'GET',
    path: '/projects/{project_name}/logs',
    query: paged,
    success: 200,
    answer: 'AuditLog',
    list: true,
    refusals: [400, 403, 404, 422],
  },
  {
    id: 'getLogExts',
    method: 'GET',
    path: '/projects/{project_name}/auditlog-exts',
    query: paged,
    success: 200,
    answer: 'AuditLogExt',
    list: true,
    refusals: [400, 403, 404, 422],
  },
]
