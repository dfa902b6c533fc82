import { patternBudget, type Budget } from '../patterns/pattern-inclusion'
import type { ProjectKey } from '../permissions/grant'
import { accessChange, changesAccess, widensAccess, type AccessChange } from './access-change'

/** A robot as far as an edit may change it; of what is left out on either side nothing is told. */
export type RobotState = {
  description?: string
  disabled?: boolean
  /** Unix seconds, null = never. */
  expiresAt?: number | null
  /** Permission keys in its project, in the system, in every project there is and will be. */
  home?: readonly string[]
  system?: readonly string[]
  allProjects?: readonly string[]
}

/** Projects for which an edit does the same: what is held there of their own before and after; null = nothing. */
export type ProjectsChange = {
  before: readonly string[] | null
  after: readonly string[] | null
  count: number
  /** The first of them, where they are known. */
  some: readonly ProjectKey[]
}

type Where = 'home' | 'system' | 'all-projects' | { count: number; some: ProjectKey[] }

/** What changes in a place, or in several of them alike; `covered` where the place itself comes or goes. */
export type PlaceChange = AccessChange & { where: Where; covered?: 'gained' | 'lost' }

export type ExpiryChange =
  { kind: 'never' } | { kind: 'ends'; at: number } | { kind: 'earlier' | 'later'; days: number; at: number }

/** Beyond as many groups of projects as are told one by one: in how many more something changes, and more is allowed. */
type Others = { count: number; wider: boolean }

/** What an edit makes of a robot, in a bounded form: not one line per project, but one per kind of change. */
export type RobotDifference = {
  places: PlaceChange[]
  others: Others
  expiry?: ExpiryChange
  state?: 'enabled' | 'disabled'
  description: boolean
}

const maxProjectPlaces = 5
export const maxNamedProjects = 5
const secondsPerDay = 86_400

/** The groups that are told one by one, with what changes: first what allows more, then what is about many. */
export function heaviest<Group extends ProjectsChange>(groups: readonly Group[], budget: Budget = patternBudget()) {
  const sorted = groups
    .map((group) => ({ group, change: projectsChange(group, budget) }))
    .filter(({ change }) => isChange(change))
    .sort((one, other) => byWeight(one.change, other.change))
  const left = sorted.slice(maxProjectPlaces).map(({ change }) => change)
  const others: Others = { count: sum(left.map(({ where }) => countOf(where))), wider: left.some(widensPlace) }
  return { told: sorted.slice(0, maxProjectPlaces), others }
}

/** What becomes of a robot when it is edited; `untold` is known of projects beyond those. */
export function robotDifference(
  before: RobotState,
  after: RobotState,
  projects: readonly ProjectsChange[] = [],
  untold: Others = { count: 0, wider: false },
): RobotDifference {
  const budget = patternBudget()
  const place = (where: Where, one: readonly string[] = [], other: readonly string[] = []): PlaceChange => ({
    where,
    ...accessChange(one, other, budget),
  })
  const wide = place('all-projects', before.allProjects, after.allProjects)
  const { told, others } = heaviest(projects, budget)
  return {
    places: [
      place('home', before.home, after.home),
      place('system', before.system, after.system),
      { ...wide, covered: coverage(before, after) },
      ...told.map(({ change }) => change),
    ].filter(isChange),
    others: { count: others.count + untold.count, wider: others.wider || untold.wider },
    expiry: expiryChange(before.expiresAt, after.expiresAt),
    state: before.disabled === after.disabled ? undefined : after.disabled ? 'disabled' : 'enabled',
    description: before.description !== after.description,
  }
}

function coverage(
  { allProjects: had = [] }: RobotState,
  { allProjects: has = [] }: RobotState,
): PlaceChange['covered'] {
  if (had.length > 0 && has.length > 0) return undefined
  return had.length === 0 ? 'gained' : 'lost'
}

function projectsChange({ before, after, count, some }: ProjectsChange, budget: Budget): PlaceChange {
  const where = { count, some: some.slice(0, maxNamedProjects) }
  const covered = before && after ? undefined : after ? 'gained' : 'lost'
  return { where, covered, ...accessChange(before ?? [], after ?? [], budget) }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const isChange = (change: PlaceChange): boolean => changesAccess(change) && countOf(change.where) > 0

const byWeight = (one: PlaceChange, other: PlaceChange): number =>
  Number(widensPlace(other)) - Number(widensPlace(one)) || countOf(other.where) - countOf(one.where)

const countOf = (where: Where): number => (typeof where === 'string' ? 1 : where.count)

function expiryChange(before: number | null | undefined, after: number | null | undefined): ExpiryChange | undefined {
  if (before === undefined || after === undefined || before === after) return undefined
  if (after === null) return { kind: 'never' }
  if (before === null) return { kind: 'ends', at: after }
  const days = Math.max(1, Math.round(Math.abs(after - before) / secondsPerDay))
  return { kind: after < before ? 'earlier' : 'later', days, at: after }
}

/** Whether more is allowed there than before. */
export const widensPlace = (change: PlaceChange): boolean => widensAccess(change)

export const widensExpiry = ({ kind }: ExpiryChange): boolean => kind === 'never' || kind === 'later'

/** Whether a robot may do anything afterwards that it might not do before, or for longer. */
export const widens = ({ places, others, expiry, state }: RobotDifference): boolean =>
  places.some(widensPlace) || others.wider || (expiry !== undefined && widensExpiry(expiry)) || state === 'enabled'

/** Whether there is nothing to tell. */
export const isSame = ({ places, others, expiry, state, description }: RobotDifference): boolean =>
  places.length === 0 && others.count === 0 && !expiry && !state && !description
