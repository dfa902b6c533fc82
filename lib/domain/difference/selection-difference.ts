import type { HeldProjects, SelectionChanges } from '../permissions/project-selection'
import { maxNamedProjects, type ProjectsChange } from './robot-difference'

type Access = readonly string[] | null

/**
 * What a selection makes of the projects that a robot holds something in, told from its changes: thousands of projects
 * come to a few groups. `total` is the number of projects there are, of which a base names none.
 */
export function selectionDifference(held: HeldProjects, changes: SelectionChanges, total: number): ProjectsChange[] {
  const { base, overrides, unselected } = changes
  const before = byProject(held)
  const named = byProject(overrides)
  const out = new Set(unselected)
  const known = new Set([...(base ? before.keys() : []), ...named.keys(), ...out])
  const groups = new Map<Access, Map<Access, ProjectsChange & { some: { id: number }[] }>>()
  for (const id of known) {
    const had = before.get(id) ?? null
    const has = out.has(id) ? null : (named.get(id) ?? base ?? had)
    if (had === has) continue
    const byHas = groups.get(had) ?? new Map<Access, ProjectsChange & { some: { id: number }[] }>()
    const group = byHas.get(has) ?? { before: had, after: has, count: 0, some: [] }
    group.count++
    if (group.some.length < maxNamedProjects) group.some.push({ id })
    groups.set(had, byHas.set(has, group))
  }
  const found: ProjectsChange[] = [...groups.values()].flatMap((byHas) => [...byHas.values()])
  if (base) found.push({ before: null, after: base, count: Math.max(0, total - known.size), some: [] })
  return found
}

const byProject = (groups: HeldProjects) =>
  new Map<number, Access>(groups.flatMap(({ access, projects }) => projects.map((id) => [id, access] as const)))

/** The same where the robot gets every project there is and will be: what it holds in single ones goes. */
export const droppedProjects = (held: HeldProjects): ProjectsChange[] =>
  held.map(({ access, projects }) => ({
    before: access,
    after: null,
    count: projects.length,
    some: projects.slice(0, maxNamedProjects).map((id) => ({ id })),
  }))
