import { accessKey, type Access } from './access'
import { allRepositoryActions } from './role'

/** Where a permission applies: the whole registry, or one project (Harbor's robot `level`/`kind`). */
export type PermissionLevel = 'system' | 'project'

/**
 * The (resource, action) pairs a robot may be given, as Harbor 2.16 lists them at GET /permissions, plus the five
 * Helm chart pairs its documentation still names for projects. `robot:update` is missing on purpose: a robot that
 * could edit robots could widen itself (goharbor/harbor pull request 21028).
 */
const catalog: Record<PermissionLevel, Record<string, string>> = {
  system: {
    'audit-log': 'list',
    catalog: 'read',
    'garbage-collection': 'create list read stop update',
    'jobservice-monitor': 'list stop',
    label: 'create delete read update',
    'ldap-user': 'create list',
    'preheat-instance': 'create delete list read update',
    project: 'create list',
    'purge-audit': 'create list read stop update',
    quota: 'list read update',
    registry: 'create delete list read update',
    replication: 'create list read',
    'replication-adapter': 'list',
    'replication-policy': 'create delete list read update',
    robot: 'create delete list read',
    'scan-all': 'create read stop update',
    scanner: 'create delete list read update',
    'security-hub': 'list read',
    'system-volumes': 'read',
    user: 'create delete list read update',
    'user-group': 'create delete list read update',
  },
  project: {
    accessory: 'list',
    artifact: 'create delete list read',
    'artifact-addition': 'read',
    'artifact-label': 'create delete',
    'export-cve': 'create read',
    'helm-chart': 'read',
    'helm-chart-version': 'create delete',
    'helm-chart-version-label': 'create delete',
    'immutable-tag': 'create delete list update',
    label: 'create delete list read update',
    log: 'list',
    member: 'create delete list read update',
    metadata: 'create delete list read update',
    'notification-policy': 'create delete list read update',
    'preheat-policy': 'create delete list read update',
    project: 'delete read update',
    quota: 'read',
    repository: 'delete list pull push read update',
    robot: 'create delete list read',
    sbom: 'create read stop',
    scan: 'create read stop',
    scanner: 'create read',
    tag: 'create delete list',
    'tag-retention': 'create delete list read update',
  },
}

const pairs = (resources: Record<string, string>): Access[] =>
  Object.entries(resources).flatMap(([resource, actions]) => actions.split(' ').map((action) => ({ resource, action })))

/** Every pair that may be granted at a level, sorted by resource, then action: 70 for the system, 75 for a project. */
export const permissionCatalog: Record<PermissionLevel, readonly Access[]> = {
  system: pairs(catalog.system),
  project: pairs(catalog.project),
}

/** Whether a pair may be granted at this level. */
export function isGrantable(level: PermissionLevel, { resource, action }: Access): boolean {
  return Object.hasOwn(catalog[level], resource) && catalog[level][resource]!.split(' ').includes(action)
}

const atRegistry = new Set([...allRepositoryActions.map((action) => `repository:${action}`), 'catalog:read'])

/** Whether a registry's token can say anything of it; all others only matter to who asks this server or another of Harbor's tools. */
export const actsAtRegistry = ({ resource, action }: Access): boolean => atRegistry.has(accessKey({ resource, action }))
