import 'server-only'
import { folded } from '@/lib/domain/folded'
import { loginName, searchesDescriptions } from '@/lib/domain/robot-name'
import { robotCondition, type RobotFilter } from '@/lib/domain/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { databaseEngine } from '../store/db'
import type { Columns } from '../store/filtered-ids'
import { allDescribed, fewThatMayHold, keptCount } from '../store/robot-index'
import { holds, searched } from '../store/search'

type Project = { id: number; name: string }

/** The robots of a project, or of the system (null). */
export const robotsOf = (project: Project | null): Prisma.Sql =>
  project ? Prisma.sql`"projectId" = ${project.id}` : Prisma.sql`"level" = 'system'`

/** What is kept of these robots beside their rows, for `filteredIds`. */
export const keptOf = (project: Project | null) => ({
  kept: keptCount(project?.id ?? 0),
  few: (part: string) => fewThatMayHold(project?.id ?? 0, part),
})

/** What the pages search and sort by: the bare name, unlike the API's. Only legacy robots' names hold capitals. */
export const pageColumns = (project: Project | null, filter: RobotFilter | null = null): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: {
    sql: '"name"',
    type: 'text',
    order: byName(project, filter === 'disabled'),
    searched: (text) => nameOrDescription(project, text),
  },
  created: { sql: '"createdAt"', type: 'time' },
  used: { sql: '"lastUsedAt"', type: 'integer' },
})

/** By Harbor's names; a robot's name there is what it logs in with, without prefix: in the system simply its name. */
export const apiColumns = (project: Project | null, isByState: boolean): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: project
    ? loginNameIn(project, byName(project, isByState))
    : { sql: '"name"', type: 'name', searched: (text) => found(named(null, text), text) },
  description: { sql: '"description"', type: 'text', searched: (text) => described(project, text) },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean' },
  creatortype: { sql: '"creatorType"', type: 'text', searched: '"creatorType"' },
  creatorref: { sql: '"creatorRef"', type: 'integer' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
})

/**
 * The order of names, spelled as the index of a project's disabled robots has it where these are asked for: else SQLite
 * would look at every robot in the order of another.
 */
const byName = (project: Project | null, isByState: boolean) =>
  project && isByState ? ['"name"', '"nameFolded"'] : ['"name"']

const found = (condition: Prisma.Sql, part: string) => ({ condition, part })

/** One or two characters are in most descriptions, which no index that a list is read from holds. */
function nameOrDescription(project: Project | null, text: string) {
  if (!searchesDescriptions(text)) return found(named(project, text), text)
  const { condition, ofMany, part } = described(project, text)
  const either = (other: Prisma.Sql) => Prisma.sql`(${named(project, text)} OR ${other})`
  return { condition: either(condition), ofMany: ofMany && either(ofMany), part }
}

function described(project: Project | null, text: string) {
  const all = allDescribed(project?.id ?? 0, text)
  return {
    ...found(holds(searched('robot', 'description'), text), text),
    // The sign keeps SQLite from looking up one after the other what it could read in the list's order.
    ofMany: all && Prisma.sql`+"id" IN (${all})`,
  }
}

/**
 * Whether the bare name holds the text. In the system none has capitals, and so its lists' indexes hold no folded form;
 * but PostgreSQL's index of parts goes by what is written the same everywhere.
 */
const named = (project: Project | null, text: string): Prisma.Sql =>
  holds(
    project || (searchesDescriptions(text) && databaseEngine() === 'postgresql') ? searched('robot', 'name') : '"name"',
    text,
  )

/**
 * A project's robots log in as `<project>+<name>`, but for legacy ones. Spelled with what the indexes hold, not with
 * the stored login name: the order is the same without what all begin with, and a name is looked up by its parts.
 */
function loginNameIn(project: Project, order: readonly string[]): Columns[string] {
  const start = loginName(project.name, '')
  const composed = (name: string) => Prisma.sql`CASE WHEN "legacy" THEN ${Prisma.raw(name)} ELSE ${start} || "name" END`
  const called = (name: string, legacy: boolean) => Prisma.sql`("name" = ${name} AND "legacy" = ${legacy})`
  return {
    sql: composed('"name"'),
    type: 'name',
    order,
    equals: (name) => (name.startsWith(start) ? called(name.slice(start.length), false) : called(name, true)),
    searched: (text) => {
      const rest = withinName(folded(start), folded(text))
      if (rest === folded(text)) return found(named(project, text), text)
      const condition = holds(composed(searched('robot', 'name')), text)
      // What the name must hold in any case is what PostgreSQL's index can be asked for.
      return rest === '' ? found(condition, rest) : found(Prisma.sql`${condition} AND ${named(project, rest)}`, rest)
    },
  }
}

/** What of the text the name itself must hold, where `start` stands before it: what may lie in `start` is left away. */
function withinName(start: string, text: string): string {
  if (start.includes(text)) return ''
  const most = Math.min(start.length, text.length)
  for (let length = most; length > 0; length--) if (start.endsWith(text.slice(0, length))) return text.slice(length)
  return text
}

export function filterCondition(filter: RobotFilter): Prisma.Sql {
  const condition = robotCondition(filter, nowSeconds())
  switch (condition.kind) {
    case 'unused-since': {
      const { since } = condition
      return Prisma.sql`"lastUsedAt" < ${since} AND "createdAt" <= ${new Date(since * 1000)}`
    }
    case 'never-used':
      return Prisma.sql`"lastUsedAt" = 0`
    case 'ends': {
      const after = condition.after === null ? Prisma.empty : Prisma.sql` AND "expiresAt" > ${condition.after}`
      return Prisma.sql`"expiresAt" <= ${condition.until}${after}`
    }
    case 'disabled':
      return Prisma.sql`"disabled" = ${true}`
  }
}
