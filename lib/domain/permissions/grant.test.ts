import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patternOracle } from '../testing/pattern-oracle'
import { decodeAccess, encodeAccess, isNarrowable, type Access } from './access'
import { repositoryActions, robotMay, type Grant } from './grant'
import { permissionCatalog } from './permission-catalog'
import { rolePermissions, type Permission } from './role'

const runs = 10_000
/** Seconds even on a machine that has much else to do. */
const patienceMs = 60_000
const projectIds = [1, 2, 3, 4] as const

/** Pairs that decide something here are drawn as often as all others together. */
const deciding = [
  'repository:pull',
  'repository:push',
  'repository:delete',
  'robot:read',
  'project:read',
  'user:create',
].map((key) => {
  const [resource, action] = key.split(':') as [string, string]
  return { resource, action }
})
/** In which repositories: in all of them as often as not. */
const lists = [undefined, undefined, undefined, 'app/x', 'app/*', '!app/x **', 'base']
const names = ['app/x', 'app/y', 'base', 'app'] as const
const accessFrom = (level: 'system' | 'project') =>
  fc
    .uniqueArray(
      fc.tuple(
        fc.oneof(fc.constantFrom(...permissionCatalog[level]), fc.constantFrom(...deciding)),
        fc.constantFrom(...lists),
      ),
      { minLength: 1, maxLength: 12, selector: ([{ resource, action }, list]) => `${list} ${resource}:${action}` },
    )
    .map((pairs) =>
      pairs.map(([pair, list]): Access => {
        const narrows = level === 'project' && list !== undefined && isNarrowable(pair)
        return narrows ? { ...pair, repositories: list } : pair
      }),
    )

const grantOf: fc.Arbitrary<Grant> = fc.oneof(
  fc.record({ scope: fc.constant('system' as const), access: accessFrom('system') }),
  fc.record({ scope: fc.constant('all-projects' as const), access: accessFrom('project') }),
  fc.record({
    scope: fc.constant('project' as const),
    projectId: fc.constantFrom(...projectIds),
    access: accessFrom('project'),
  }),
)
const world = fc.record({
  grants: fc.array(grantOf, { maxLength: 6 }),
  projectId: fc.constantFrom(...projectIds),
  public: fc.boolean(),
  name: fc.constantFrom(...names),
})

/** The other way round from the code: a list of sentences "who may what where", searched for one that fits. */
function oracle(grants: readonly Grant[], name?: string) {
  const sentences: string[] = []
  for (const grant of grants) {
    const place =
      grant.scope === 'system' ? '/' : grant.scope === 'project' ? `/project/${grant.projectId}` : '/project/*'
    for (const { resource, action, repositories } of grant.access) {
      const meant = repositories === undefined || (name !== undefined && patternOracle(repositories.split(' '))(name))
      if (meant) sentences.push(`${place} ${resource} ${action}`)
    }
  }
  const inSystem = (resource: string, action: string) => sentences.some((each) => each === `/ ${resource} ${action}`)
  const inProject = (id: number, resource: string, action: string) =>
    sentences.some((each) => each === `/project/${id} ${resource} ${action}`) ||
    sentences.some((each) => each === `/project/* ${resource} ${action}`)
  return { inSystem, inProject }
}

const permissions = [
  ...rolePermissions.projectAdmin,
  'project:list',
  'project:create',
  'user:create',
  'configuration:update',
] as Permission[]
const stored = (grants: Grant[]) =>
  grants.map((grant) => ({ ...grant, access: decodeAccess(encodeAccess(grant.access as Access[])) }))

test(
  'what a robot may do is what an independent reading of its grants says',
  () => {
    fc.assert(
      fc.property(world, ({ grants, projectId, public: isPublic }) => {
        const { inSystem, inProject } = oracle(grants)
        const system = robotMay(stored(grants), { kind: 'system' })
        const project = robotMay(stored(grants), { kind: 'project', projectId, public: isPublic })
        const mismatches = permissions.filter((permission) => {
          const [resource, action] = permission.split(':') as [string, string]
          const never = permission === 'robot:update' || resource === 'user'
          const visits = isPublic && permission === 'project:read'
          return (
            system(permission) !== (!never && inSystem(resource, action)) ||
            project(permission) !== (!never && (visits || inProject(projectId, resource, action)))
          )
        })
        expect(mismatches).toEqual([])
      }),
      { numRuns: runs },
    )
  },
  patienceMs,
)

test(
  'a registry token names what an independent reading of the grants says',
  () => {
    fc.assert(
      fc.property(world, ({ grants, projectId, public: isPublic, name }) => {
        const { inProject } = oracle(grants, name)
        const [push, pull, remove] = ['push', 'pull', 'delete'].map((action) =>
          inProject(projectId, 'repository', action),
        )
        const expected: string[] = []
        if (pull || push || isPublic) expected.push('pull')
        if (push) expected.push('push')
        if (remove) expected.push('delete')
        expect(repositoryActions(stored(grants), { kind: 'project', projectId, public: isPublic }, name)).toEqual(
          expected,
        )
      }),
      { numRuns: runs },
    )
  },
  patienceMs,
)
