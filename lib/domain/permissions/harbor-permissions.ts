import type { Access } from './access'
import type { Role } from './role'

// What Harbor 2.16 tells its people that they may do, pair by pair. Tools and pages ask for it to decide what to show;
// what anybody may really do here is decided by lib/server/rights.

const pairs = (resources: Record<string, string>): readonly Access[] =>
  Object.entries(resources).flatMap(([resource, actions]) => actions.split(' ').map((action) => ({ resource, action })))

/** Everybody in a public project. */
const visitor = {
  project: 'read',
  accessory: 'list',
  artifact: 'list read',
  'artifact-addition': 'read',
  label: 'list read',
  repository: 'list pull',
  scan: 'read',
  scanner: 'read',
  tag: 'list',
}

const limitedGuest = {
  project: 'read',
  accessory: 'list',
  artifact: 'list read',
  'artifact-addition': 'read',
  configuration: 'read',
  quota: 'read',
  repository: 'list pull read',
  sbom: 'read',
  scan: 'read',
  scanner: 'read',
  tag: 'list',
}

const guest = { ...limitedGuest, label: 'list read', member: 'list read', robot: 'list read' }

const developer = {
  ...guest,
  artifact: 'create list read',
  'artifact-label': 'create delete',
  'export-cve': 'create list read',
  repository: 'create list pull push read update',
  tag: 'create list',
  'tag-retention': 'create delete list operate read update',
}

const maintainer = {
  ...developer,
  artifact: 'create delete list read',
  'immutable-tag': 'create delete list update',
  label: 'create delete list read update',
  metadata: 'read',
  'notification-policy': 'list read',
  repository: 'create delete list pull push read update',
  sbom: 'create read stop',
  scan: 'create read stop',
  tag: 'create delete list',
}

const projectAdmin = {
  ...maintainer,
  project: 'delete read update',
  configuration: 'read update',
  log: 'list',
  member: 'create delete list read update',
  metadata: 'create delete read update',
  'notification-policy': 'create delete list read update',
  'preheat-policy': 'create delete list read update',
  robot: 'create delete list read update',
  scanner: 'create read',
}

/** In a project, by role; a system admin's are a project admin's. The project itself is the resource `project`. */
export const harborProjectPairs: Record<Role | 'visitor', readonly Access[]> = {
  projectAdmin: pairs(projectAdmin),
  maintainer: pairs(maintainer),
  developer: pairs(developer),
  guest: pairs(guest),
  limitedGuest: pairs(limitedGuest),
  visitor: pairs(visitor),
}

/** In the system, for system admins: nobody else is told of any. */
export const harborSystemPairs: readonly Access[] = pairs({
  'audit-log': 'list',
  catalog: 'read',
  configuration: 'read update',
  distribution: 'create delete list read update',
  'garbage-collection': 'create delete list read update',
  'jobservice-monitor': 'list read stop',
  'ldap-user': 'create list',
  project: 'create delete list read update',
  registry: 'create delete list read update',
  replication: 'create delete list read update',
  'scan-all': 'create delete list read stop update',
  'security-hub': 'list read',
  'system-volumes': 'read',
  user: 'create delete list read update',
  'user-group': 'create delete list read update',
})
