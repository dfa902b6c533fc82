import 'server-only'
import type { Seen } from '@/lib/domain/difference/less-access'
import type { HeldPlaces, SeenByProject } from '@/lib/domain/difference/less-proposal'
import { accessKeys, decodeAccess, packedKeys } from '@/lib/domain/permissions/access'
import type { HeldProjects } from '@/lib/domain/permissions/project-selection'
import { db } from '../store/db'
import { inChunks } from '../store/in-chunks'
import type { RobotRecord } from './find'
import type { HeldGrant } from './grants'

const keysOf = (grants: readonly HeldGrant[]): string[] =>
  grants.flatMap(({ access }) => accessKeys(decodeAccess(access)))

/** The places of a robot by the names of their projects, and the ids behind these; what was seen elsewhere is left out. */
export async function heldPlaces({ project }: RobotRecord, grants: readonly HeldGrant[], seen: SeenByProject) {
  const found = [
    ...(await projectsWhere(
      'id',
      grants.flatMap(({ projectId }) => projectId ?? []),
    )),
    ...(await projectsWhere('name', [...seen.keys()])),
  ]
  const nameOf = new Map(found.map(({ id, name }) => [id, name]))
  const idOf = new Map(found.map(({ id, name }) => [name, id]))
  const ofScope = (scope: string) => keysOf(grants.filter((grant) => grant.scope === scope))
  const own = grants.flatMap((grant) => {
    const name = nameOf.get(grant.projectId ?? 0)
    return name === undefined ? [] : [[name, keysOf([grant])] as const]
  })
  const held: HeldPlaces = {
    home: project && { name: project.name, access: ofScope('project') },
    system: ofScope('system'),
    allProjects: ofScope('all-projects'),
    projects: new Map(project ? [] : own),
  }
  return { held, idOf, seen: new Map([...seen].filter(([name]) => idOf.has(name))) }
}

async function projectsWhere(field: 'id' | 'name', values: readonly (number | string)[]) {
  const select = { id: true, name: true } as const
  const found = await inChunks(values, (chunk) => db().project.findMany({ where: { [field]: { in: chunk } }, select }))
  return found.flat()
}

/** Repositories by their projects, by their names within them. */
export function byProject(seen: readonly Seen[]): SeenByProject {
  const found = new Map<string, Seen[]>()
  for (const { name, ...counts } of seen) {
    const slash = name.indexOf('/')
    if (slash < 0) continue
    const project = name.slice(0, slash)
    const repositories = found.get(project) ?? []
    repositories.push({ name: name.slice(slash + 1), ...counts })
    found.set(project, repositories)
  }
  return found
}

/** As the wizard gets what is held: ids by set of permissions, packed. */
export function bySet(projects: ReadonlyMap<string, string[]>, idOf: ReadonlyMap<string, number>): HeldProjects {
  const sets = new Map<string, { access: string[]; projects: number[] }>()
  for (const [name, keys] of projects) {
    const access = packedKeys(keys)
    const set = sets.get(access.join(';')) ?? { access, projects: [] }
    set.projects.push(idOf.get(name)!)
    sets.set(access.join(';'), set)
  }
  return [...sets.values()]
}
