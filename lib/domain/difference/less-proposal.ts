import type { HeldProjects } from '../permissions/project-selection'
import { holdsCounted, holdsUncounted, lessAccess, type Seen } from './less-access'
import { robotDifference, type ProjectsChange, type RobotDifference } from './robot-difference'

/** What a robot holds: permission keys by place; of projects of their own by name. */
export type HeldPlaces = {
  /** Of a project's robot. */
  home: { name: string; access: readonly string[] } | null
  system: readonly string[]
  allProjects: readonly string[]
  projects: ReadonlyMap<string, readonly string[]>
}

type Reason = 'legacy' | 'off' | 'silent' | 'young' | 'unused' | 'uncounted' | 'both' | 'many' | 'apiOnly' | 'fits'
/** Why nothing less is proposed. */
export type NoLess = { reason: Reason; /** UTC day from which there can be. */ from?: string }

/** A proposal as the edit's form takes it. `version` is of the robot that it was made from. */
export type Less = {
  version: number
  /** The first UTC day that was looked at, and how many those are. */
  since: string
  days: number
  repositories: number
  /** It holds permissions of which no use is counted: they stay. */
  keeps: boolean
  access: string[]
  /** null = single projects. */
  allProjects: string[] | null
  projects: HeldProjects
  difference: RobotDifference
}

export type LessAnswer = { none: NoLess } | { less: Less }

/** From so many days on, counts are enough to go by. */
export const minCountedDays = 30

type Places = Pick<Less, 'access' | 'allProjects'> & { projects: Map<string, string[]> }

/** What was seen, by project. */
export type SeenByProject = ReadonlyMap<string, readonly Seen[]>

/** The places of a robot that was seen doing this, with less in them; or why not. */
export function lessPlaces(held: HeldPlaces, seen: SeenByProject): { places: Places } | { none: NoLess['reason'] } {
  const { home, system, allProjects, projects } = held
  const all = [...(home?.access ?? []), ...allProjects, ...[...projects.values()].flat()]
  if (!holdsCounted(all)) return { none: 'apiOnly' }
  // An edit that covers all projects drops what is held in single ones besides.
  if (allProjects.length > 0 && projects.size > 0) return { none: 'both' }
  const places = home ? lessAtHome(home, seen) : lessOfSystem(system, allProjects, projects, seen)
  const isLeft = places.access.length + (places.allProjects?.length ?? 0) + places.projects.size > 0
  return isLeft ? { places } : { none: 'unused' }
}

const lessAtHome = ({ name, access }: NonNullable<HeldPlaces['home']>, seen: SeenByProject): Places => ({
  access: lessAccess(access, seen.get(name) ?? []),
  allProjects: null,
  projects: new Map(),
})

function lessOfSystem(
  system: readonly string[],
  allProjects: readonly string[],
  projects: HeldPlaces['projects'],
  seen: SeenByProject,
): Places {
  // What is not counted may be used in any project: that coverage cannot go.
  if (holdsUncounted(allProjects)) {
    const everywhere = lessAccess(allProjects, [...seen.values()].flat())
    return { access: [...system], allProjects: everywhere, projects: new Map() }
  }
  const before = allProjects.length > 0 ? new Map([...seen.keys()].map((name) => [name, allProjects])) : projects
  const after = [...before].map(([name, access]) => [name, lessAccess(access, seen.get(name) ?? [])] as const)
  return { access: [...system], allProjects: null, projects: new Map(after.filter(([, { length }]) => length > 0)) }
}

/** What taking these places would change. */
export function lessDifference(held: HeldPlaces, { access, allProjects, projects }: Places): RobotDifference {
  const names = new Set([...held.projects.keys(), ...projects.keys()])
  const groups = new Map<string, ProjectsChange>()
  for (const name of names) {
    const [before, after] = [held.projects.get(name) ?? null, projects.get(name) ?? null]
    const key = JSON.stringify([before, after])
    const known = groups.get(key) ?? { before, after, count: 0, some: [] }
    groups.set(key, { ...known, count: known.count + 1, some: [...known.some, { name }].slice(0, 10) })
  }
  const place = held.home ? 'home' : 'system'
  return robotDifference(
    { [place]: held.home?.access ?? held.system, allProjects: held.allProjects },
    { [place]: access, allProjects: allProjects ?? [] },
    [...groups.values()],
  )
}
