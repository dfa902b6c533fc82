import 'server-only'
import type { RobotFilter } from '@/lib/domain/robots/robot-filter'
import { loginName } from '@/lib/domain/robots/robot-name'
import { folded } from '@/lib/domain/texts/folded'
import { Prisma } from '../generated/sqlite/client'
import type { Columns } from '../store/query-columns'
import { keptCount } from '../store/robot-index'
import { holds, searched } from '../store/search'
import { isManaged, robotPlace, type Listed, type ListedProject } from './listed'
import { anywhere, bareName, described, nameOrDescription } from './text-search'

/** What the pages search and sort by: the bare name, unlike the API's. Only legacy robots' names hold capitals. */
export const pageColumns = (listed: Listed, filter: RobotFilter | null = null): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: {
    sql: '"name"',
    type: 'text',
    order: byName(isManaged(listed) ? null : listed, filter === 'disabled'),
    // An index of texts knows of no filter, and so cannot count what it leaves.
    searched: (text) => ({
      ...(isManaged(listed) ? anywhere(listed, text) : nameOrDescription(listed, text)),
      ...(filter && { counted: null }),
    }),
  },
  created: { sql: '"createdAt"', type: 'time' },
  used: { sql: '"lastUsedAt"', type: 'integer' },
})

/** By Harbor's names; a robot's name there is what it logs in with, without prefix: in the system simply its name. */
export const apiColumns = (project: ListedProject | null, isByState: boolean): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: project
    ? loginNameIn(project, byName(project, isByState))
    : { sql: '"name"', type: 'name', searched: (text) => bareName(null, text) },
  description: { sql: '"description"', type: 'text', searched: (text) => described(project, text) },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean', counted: (disabled) => keptCount(robotPlace(project), disabled) },
  creatortype: { sql: '"creatorType"', type: 'text', searched: '"creatorType"' },
  creatorref: { sql: '"creatorRef"', type: 'integer' },
  creationtime: { sql: '"createdAt"', type: 'time' },
  updatetime: { sql: '"updatedAt"', type: 'time' },
})

/**
 * The order of names, spelled as the index of a project's disabled robots has it where these are asked for: else SQLite
 * would look at every robot in the order of another.
 */
const byName = (project: ListedProject | null, isByState: boolean) =>
  project && isByState ? ['"name"', '"nameFolded"'] : ['"name"']

/**
 * A project's robots log in as `<project>+<name>`, but for legacy ones. Spelled with what the indexes hold, not with
 * the stored login name: the order is the same without what all begin with, and a name is looked up by its parts.
 */
function loginNameIn(project: ListedProject, order: readonly string[]): Columns[string] {
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
      if (rest === folded(text)) return bareName(project, text)
      const condition = holds(composed(searched('robot', 'name')), text)
      if (rest === '') return { condition, part: rest }
      // What the name must hold in any case is what an index can be asked for.
      const { condition: named, ofFew } = bareName(project, rest)
      return {
        condition: Prisma.sql`${condition} AND ${named}`,
        part: rest,
        ofFew: ofFew && Prisma.sql`${condition} AND ${ofFew}`,
      }
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
