import { packedKeys } from './access'

/**
 * Which projects a system robot is to cover, as a form sends it: a base for every project there is, or else what the
 * robot holds already, and the differences to it. Far smaller than thousands of projects times 75 permissions.
 */
export type SelectionChanges<A = string[]> = {
  base?: A
  overrides: { access: A; projects: number[] }[]
  unselected: number[]
}

/** What the changes come to: each covered project with its access. `existing` is asked for only when there is a base. */
export function expandSelection<A>(
  { base, overrides, unselected }: SelectionChanges<A>,
  existing: Iterable<number>,
  held: ReadonlyMap<number, A>,
): Map<number, A> {
  const covered = new Map(base === undefined ? held : [...existing].map((id) => [id, base] as const))
  for (const { access, projects } of overrides) for (const id of projects) covered.set(id, access)
  for (const id of unselected) covered.delete(id)
  return covered
}

/** The projects that the changes give something to by name: each of them must exist. */
export const namedProjects = ({ overrides }: Pick<SelectionChanges<unknown>, 'overrides'>): number[] => [
  ...new Set(overrides.flatMap(({ projects }) => projects)),
]

/** Projects by the access that a robot holds in them, as the wizard gets them. */
export type HeldProjects = { access: string[]; projects: number[] }[]

/**
 * The selection while it is being made. Like in Harbor, a project has permissions of its own whether it is selected or
 * not; a few thousand projects are told by what differs, since the form only ever sees one page of them.
 */
export type ProjectSelection = {
  /** The permissions of every project without any of its own. */
  base: readonly string[]
  own: ReadonlyMap<number, readonly string[]>
  /** Whether a project is selected that is no exception. */
  all: boolean
  exceptions: ReadonlySet<number>
  /** How many projects there were when all were selected. */
  total: number
}

export const emptySelection: ProjectSelection = {
  base: [],
  own: new Map(),
  all: false,
  exceptions: new Set(),
  total: 0,
}

/** The selection of a robot as it stands. */
export function heldSelection(held: HeldProjects): ProjectSelection {
  const own = new Map(held.flatMap(({ access, projects }) => projects.map((id) => [id, access] as const)))
  return { ...emptySelection, own, exceptions: new Set(own.keys()) }
}

export const isSelected = ({ all, exceptions }: ProjectSelection, id: number): boolean => all !== exceptions.has(id)
export const accessIn = ({ own, base }: ProjectSelection, id: number): readonly string[] => own.get(id) ?? base

export function setSelected(selection: ProjectSelection, ids: readonly number[], selected: boolean): ProjectSelection {
  const exceptions = new Set(selection.exceptions)
  for (const id of ids) {
    if (selected === selection.all) exceptions.delete(id)
    else exceptions.add(id)
  }
  return { ...selection, exceptions }
}

/** `total` is the number of projects there are. */
export const selectAll = (selection: ProjectSelection, total: number): ProjectSelection => ({
  ...selection,
  all: true,
  exceptions: new Set(),
  total,
})

export const unselectAll = (selection: ProjectSelection): ProjectSelection => ({
  ...selection,
  all: false,
  exceptions: new Set(),
})

export const setAccess = (selection: ProjectSelection, id: number, access: readonly string[]): ProjectSelection => ({
  ...selection,
  own: new Map(selection.own).set(id, access),
})

/** Gives every project these permissions, also those that nobody has looked at. */
export const resetAccess = (selection: ProjectSelection, access: readonly string[]): ProjectSelection => ({
  ...selection,
  base: access,
  own: new Map(),
})

/** Forgets every project that is not among `existing`. */
export function keepExisting(selection: ProjectSelection, existing: ReadonlySet<number>): ProjectSelection {
  return {
    ...selection,
    own: new Map([...selection.own].filter(([id]) => existing.has(id))),
    exceptions: new Set([...selection.exceptions].filter((id) => existing.has(id))),
    total: existing.size,
  }
}

export const selectedCount = ({ all, exceptions, total }: ProjectSelection): number =>
  all ? Math.max(0, total - exceptions.size) : exceptions.size

/** How many selected projects have no permission yet. */
export function lackingCount(selection: ProjectSelection): number {
  const { base, own, exceptions, all } = selection
  const ownLacking = [...own].filter(([id, access]) => access.length === 0 && isSelected(selection, id)).length
  if (base.length > 0) return ownLacking
  const ownSelected = [...own.keys()].filter((id) => isSelected(selection, id)).length
  const unnamed = all ? selectedCount(selection) - ownSelected : exceptions.size - ownSelected
  return ownLacking + Math.max(0, unnamed)
}

/** What every selected project gets, and what any other would; null where they differ. */
export function commonAccess(selection: ProjectSelection): readonly string[] | null {
  const { base, own } = selection
  const selectedOwn = [...own].filter(([id]) => isSelected(selection, id)).map(([, access]) => access)
  const rest = selectedOwn.length === 0 || selectedCount(selection) > selectedOwn.length ? [base] : []
  const [first = base, ...others] = [...selectedOwn, ...rest]
  return others.every((access) => sameKey(access) === sameKey(first)) ? first : null
}

/** What to send so that the server comes to this selection, from what the robot holds. */
export function changesFrom(held: HeldProjects, selection: ProjectSelection): SelectionChanges {
  const { base, own, all, exceptions } = selection
  const heldAccess = new Map(
    held.flatMap(({ access, projects }) => projects.map((id) => [id, sameKey(access)] as const)),
  )
  if (all && base.length > 0) {
    const named = [...own].filter(([id, access]) => isSelected(selection, id) && sameKey(access) !== sameKey(base))
    return { base: packedKeys(base), overrides: grouped(named), unselected: [...exceptions] }
  }
  const selected = all ? [...own.keys()].filter((id) => isSelected(selection, id)) : [...exceptions]
  const changed = selected
    .map((id) => [id, accessIn(selection, id)] as const)
    .filter(([id, access]) => heldAccess.get(id) !== sameKey(access))
  return { overrides: grouped(changed), unselected: [...heldAccess.keys()].filter((id) => !isSelected(selection, id)) }
}

/** Whether the changes change anything. */
export const changesNothing = ({ base, overrides, unselected }: SelectionChanges<unknown>): boolean =>
  base === undefined && overrides.length === 0 && unselected.length === 0

const sameKey = (access: readonly string[]): string => [...access].sort().join()

function grouped(named: (readonly [number, readonly string[]])[]): SelectionChanges['overrides'] {
  const groups = new Map<string, { access: string[]; projects: number[] }>()
  for (const [id, access] of named) {
    const group = groups.get(sameKey(access)) ?? { access: packedKeys(access), projects: [] }
    group.projects.push(id)
    groups.set(sameKey(access), group)
  }
  return [...groups.values()]
}
