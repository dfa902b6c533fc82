import { z } from 'zod'
import { accessKey, parseAccessKey, type Access } from '../permissions/access'

/** What can be honoured of a legacy robot's permissions: it uses the registry, and never the API. */
const honoured = ['repository:pull', 'repository:push', 'helm-chart:read', 'helm-chart-version:create']

/** `{Resource: "/project/7/repository", Action: "push", Effect: ""}`, as tokens have it; requests wrote it small. */
const oldPermission = z
  .union([
    z.object({ Resource: z.string(), Action: z.string(), Effect: z.string().optional() }),
    z
      .object({ resource: z.string(), action: z.string(), effect: z.string().optional() })
      .transform((small) => ({ Resource: small.resource, Action: small.action, Effect: small.effect })),
  ])
  .transform(({ Resource, Action, Effect = '' }) => ({ path: Resource, action: Action, effect: Effect }))

export const oldPermissions = z.array(oldPermission).max(500)
type OldPermission = z.output<typeof oldPermission>

/** What a robot may do in its own project, and by name (`tag:list`, `push on /project/8/repository`) what is lost. */
export type OldRights = { access: Access[]; leftOut: string[] }

/** The name of a permission that is not, or not known to be, one in the robot's own project. */
const elsewhere = (action: string, path: string): string => `${action.slice(0, 50)} on ${path.slice(0, 150)}`

/**
 * The rights that permissions give to a robot of the project. Pushing always came with pulling. A text is why nothing
 * can be concluded: to leave out a denial would give more than there was.
 */
export function oldRights(permissions: readonly OldPermission[], projectId: number): OldRights | string {
  const denial = permissions.find(({ effect }) => effect !== '' && effect !== 'allow')
  if (denial) {
    return `${elsewhere(denial.action, denial.path)} has the effect “${denial.effect.slice(0, 20)}”, which cannot be honoured`
  }
  const start = `/project/${projectId}/`
  const keys = new Set<string>()
  for (const { path, action } of permissions) {
    const own = path.startsWith(start) ? path.slice(start.length) : null
    keys.add(own === null ? elsewhere(action, path) : `${own.slice(0, 100)}:${action.slice(0, 50)}`)
  }
  if (keys.has('repository:push')) keys.add('repository:pull')
  return {
    access: honoured.filter((key) => keys.has(key)).map(parseAccessKey),
    leftOut: [...keys].filter((key) => !honoured.includes(key)),
  }
}

/**
 * What is really lost where the project is called `name`: Harbor 1.8.0 to 1.8.3 wrote each permission twice, by the
 * project's number and by its name.
 */
export function lost({ access, leftOut }: OldRights, name: string): string[] {
  const twice = new Set(access.map(({ resource, action }) => elsewhere(action, `/project/${name}/${resource}`)))
  return leftOut.filter((each) => !twice.has(each))
}

/** One text for equal rights. Pull beside others is not told apart: earlier imports gave it to everybody. */
export const rightsKey = (access: readonly Access[]): string =>
  access.length === 0 ? '' : [...new Set([...access.map(accessKey), 'repository:pull'])].sort().join()
