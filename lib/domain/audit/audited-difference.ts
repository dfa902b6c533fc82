import {
  maxNamedProjects,
  robotDifference,
  type ProjectsChange,
  type RobotDifference,
  type RobotState,
} from '../difference/robot-difference'
import { accessKeys, decodeAccess } from '../permissions/access'
import type { AuditGroup, AuditList, AuditValue } from './audit-fields'
import type { AuditChange } from './audit-row'

/** What an event of an edit tells of it; `partial` where it was too long for the event to hold all. */
type AuditedDifference = { difference: RobotDifference; partial: boolean }

/** The difference that an edit's event has kept, in the form that the edit itself was shown in. */
export function auditedDifference(changes: readonly AuditChange[]): AuditedDifference {
  const valueOf = (field: string, side: 'before' | 'after') => changes.find((each) => each.field === field)?.[side]
  const state = (side: 'before' | 'after'): RobotState => ({
    description: textOf(valueOf('description', side)),
    disabled: valueOf('disabled', side) === true,
    expiresAt: secondsOf(valueOf('expiresAt', side)),
    home: keysOf(valueOf('access', side)),
    system: keysOf(valueOf('systemAccess', side)),
    allProjects: keysOf(valueOf('allProjectsAccess', side)),
  })
  const projects = projectsOf(valueOf('projects', 'before'), valueOf('projects', 'after'))
  const lists = changes.flatMap(({ before, after }) => [listOf(before), listOf(after)])
  return {
    difference: robotDifference(state('before'), state('after'), projects.changes, projects.others),
    partial: projects.partial || lists.some(({ items }) => items.some(isCut)),
  }
}

const textOf = (value: AuditValue | undefined) => (typeof value === 'string' ? value : undefined)
const secondsOf = (value: AuditValue | undefined) => (typeof value === 'number' || value === null ? value : undefined)

function listOf(value: AuditValue | undefined): AuditList {
  if (Array.isArray(value)) return { items: value }
  return typeof value === 'object' && value !== null ? value : { items: [] }
}

/** The end of a text that was too long: what it was is not known. */
const isCut = (text: string): boolean => text.endsWith('…')

const keysOf = (value: AuditValue | undefined) => listOf(value).items.filter((key) => !isCut(key))

/** Projects by what was held there and what is: as the event tells them, or as its lists of names come to. */
function projectsOf(before: AuditValue | undefined, after: AuditValue | undefined) {
  const [lost, gained] = [listOf(before), listOf(after)]
  if (gained.alike) {
    const { groups, others } = gained.alike
    return { changes: groups.map(fromGroup), others, partial: false }
  }
  const [had, has] = [accessByName(lost.items), accessByName(gained.items)]
  // What the event names on one side only, with others left out on the other, may be new, gone or changed.
  const isKnown = (name: string) => (has.has(name) || !gained.more) && (had.has(name) || !lost.more)
  const groups = new Map<string, AuditGroup>()
  for (const name of new Set([...had.keys(), ...has.keys()])) {
    if (!isKnown(name)) continue
    const group = { before: had.get(name) ?? null, after: has.get(name) ?? null, count: 0, some: [] as string[] }
    const key = JSON.stringify([group.before, group.after])
    const known = groups.get(key) ?? group
    if (known.some.length < maxNamedProjects) known.some.push(name)
    groups.set(key, { ...known, count: known.count + 1 })
  }
  return { changes: [...groups.values()].map(fromGroup), others: undefined, partial: !!(lost.more || gained.more) }
}

const fromGroup = ({ before, after, count, some }: AuditGroup): ProjectsChange => ({
  before: keysIn(before),
  after: keysIn(after),
  count,
  some: some.map((name) => ({ name })),
})

const keysIn = (access: string | null) => (access === null ? null : accessKeys(decodeAccess(access)))

/** `one, two: repository:pull` by name. */
function accessByName(items: readonly string[]): Map<string, string> {
  return new Map(
    items.flatMap((item) => {
      const end = item.indexOf(': ')
      if (end < 0 || isCut(item)) return []
      const names = item.slice(0, end).split(', ')
      return names.map((name) => [name, item.slice(end + 2)] as const)
    }),
  )
}
