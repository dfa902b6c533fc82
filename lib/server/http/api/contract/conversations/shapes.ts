import 'server-only'
import { expect } from 'vitest'

// What Harbor's clients read, by their own types: a key of another type, or none where they count on it, breaks them.

export const number: unknown = expect.any(Number)
export const text: unknown = expect.any(String)
export const flag: unknown = expect.any(Boolean)
export const rows: unknown = expect.any(Array)
/** RFC 3339, as Go and Python parse it. */
export const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

export const user = {
  user_id: number,
  username: text,
  sysadmin_flag: flag,
  admin_role_in_auth: flag,
  creation_time: time,
  update_time: time,
}
export const foundUser = { user_id: number, username: text }
export const plainProject = {
  project_id: number,
  owner_id: number,
  name: text,
  repo_count: number,
  creation_time: time,
  update_time: time,
}
export const project = { ...plainProject, owner_name: text, metadata: { public: text }, cve_allowlist: { items: rows } }
export const member = {
  id: number,
  project_id: number,
  entity_id: number,
  entity_name: text,
  entity_type: 'u',
  role_id: number,
  role_name: text,
}
export const robot = {
  id: number,
  name: text,
  level: expect.stringMatching(/^(system|project)$/) as unknown,
  duration: number,
  disable: flag,
  editable: flag,
  expires_at: number,
  permissions: rows,
  creation_time: time,
  update_time: time,
}
export const createdRobot = { id: number, name: text, secret: text, creation_time: time, expires_at: number }
/** One permission of a robot that may pull, or whatever is told. */
export const grant = (namespace: string, ...actions: string[]) => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: actions.map((action) => ({ resource: namespace === '/' ? 'project' : 'repository', action })),
})
export const pair = { resource: text, action: text }
export const permissions = { system: rows, project: rows }
export const event = { id: number, username: text, resource: text, resource_type: text, operation: text, op_time: time }
export const log = { id: number, username: text, resource: text, resource_type: text, operation: text, op_time: time }
export const summary = { repo_count: number, project_admin_count: number }
export const statistics = {
  private_project_count: number,
  private_repo_count: number,
  public_project_count: number,
  public_repo_count: number,
  total_project_count: number,
  total_repo_count: number,
  total_storage_consumption: number,
}
export const found = { project: rows, repository: [] }
export const health = { status: 'healthy', components: rows }
export const systemInfo = {
  auth_mode: 'db_auth',
  banner_message: text,
  current_time: time,
  external_url: text,
  harbor_version: text,
  has_ca_root: flag,
  notification_enable: flag,
  oidc_provider_name: text,
  primary_auth_mode: flag,
  project_creation_restriction: text,
  read_only: flag,
  registry_storage_provider_name: text,
  registry_url: text,
  self_registration: flag,
}

const item = (value: unknown) => ({ value, editable: flag })
/** What the pages and tools that change the system's settings read. */
export const configurations = {
  auth_mode: item('db_auth'),
  audit_log_forward_endpoint: item(text),
  banner_message: item(text),
  disabled_audit_log_event_types: item(text),
  notification_enable: item(flag),
  primary_auth_mode: item(flag),
  project_creation_restriction: item(text),
  quota_per_project_enable: item(flag),
  read_only: item(flag),
  robot_name_prefix: item(text),
  robot_token_duration: item(number),
  scanner_skip_update_pulltime: item(flag),
  self_registration: item(flag),
  session_timeout: item(number),
  skip_audit_log_database: item(flag),
  storage_per_project: item(number),
  token_expiration: item(number),
  ldap_url: item(text),
  ldap_scope: item(number),
  ldap_verify_cert: item(flag),
  oidc_name: item(text),
  oidc_endpoint: item(text),
  oidc_verify_cert: item(flag),
  uaa_endpoint: item(text),
  http_authproxy_endpoint: item(text),
}
