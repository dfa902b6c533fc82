import 'server-only'
import { folded } from '@/lib/domain/folded'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import { loginName, searchesDescriptions } from '@/lib/domain/robot-name'
import { robotCondition, type RobotFilter } from '@/lib/domain/robot-filter'
import { nowSeconds } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import type { ManagedRobots } from '../rights/managed-robots'
import { databaseEngine } from '../store/db'
import type { Columns, Test } from '../store/filtered-ids'
import {
  allDescribed,
  countHolding,
  fewThatMayHold,
  keptCount,
  placeAmongTexts,
  type RobotPlace,
} from '../store/robot-index'
import { holds, searched, startsWith } from '../store/search'

type Project = { id: number; name: string }
/** Whose robots a list is of: a project's, the system's (null), or all that somebody manages. */
export type Listed = Project | null | ManagedRobots

export const isManaged = (listed: Listed): listed is ManagedRobots => listed !== null && 'kind' in listed

/** These robots, or those of them at a level. */
export function robotsOf(listed: Listed, level: PermissionLevel | null = null): Prisma.Sql {
  if (!isManaged(listed)) return listed ? Prisma.sql`"projectId" = ${listed.id}` : Prisma.sql`"level" = 'system'`
  const { projects } = listed
  const managed = projects && Prisma.sql`"projectId" IN (${projects})`
  const conditions = [managed, level && Prisma.sql`"level" = ${level}`].filter((each) => each !== null)
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`1 = 1`
}

const placeOf = (listed: Listed): RobotPlace => (isManaged(listed) ? { places: listed.projects } : (listed?.id ?? 0))

/** What is kept of these robots, or of those a filter leaves, beside their rows, for `filteredIds`. */
export const keptOf = (listed: Listed, filter: RobotFilter | null = null) => ({
  ...((filter === null || filter === 'disabled') && { kept: keptCount(placeOf(listed), filter && true) }),
  few: (part: string) => fewThatMayHold(placeOf(listed), part),
})

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
export const apiColumns = (project: Project | null, isByState: boolean): Columns => ({
  id: { sql: '"id"', type: 'integer' },
  name: project
    ? loginNameIn(project, byName(project, isByState))
    : { sql: '"name"', type: 'name', searched: (text) => bareName(null, text) },
  description: { sql: '"description"', type: 'text', searched: (text) => described(project, text) },
  duration: { sql: '"durationDays"', type: 'integer' },
  // Harbor stores -1 for never.
  expiresat: { sql: 'COALESCE("expiresAt", -1)', type: 'integer' },
  disabled: { sql: '"disabled"', type: 'boolean', counted: (disabled) => keptCount(placeOf(project), disabled) },
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

const found = (condition: Prisma.Sql, part: string): Test => ({ condition, part })

/** One or two characters are in most descriptions, which no index that a list is read from holds. */
function nameOrDescription(listed: Listed, text: string): Test {
  const byName = bareName(listed, text)
  if (!searchesDescriptions(text)) return byName
  const { condition, ofMany, ofFew, part } = described(listed, text)
  const either = (one: Prisma.Sql, other: Prisma.Sql) => Prisma.sql`(${one} OR ${other})`
  return {
    condition: either(byName.condition, condition),
    ofMany: ofMany && either(byName.condition, ofMany),
    ofFew: ofFew && byName.ofFew && either(byName.ofFew, ofFew),
    counted: () => countEither(listed, text, byName.condition, described(listed, text)),
    part,
  }
}

/** The same over all projects, where a plus sign may be that of `<project>+<name>`, whole or as far as it is typed. */
function anywhere(listed: ManagedRobots, text: string): Test {
  const test = nameOrDescription(listed, text)
  const plus = text.indexOf('+')
  if (plus < 1) return test
  const project = Prisma.sql`"projectId" = (SELECT "id" FROM "Project" WHERE "name" = ${text.slice(0, plus)})`
  const begins = startsWith('"name"', text.slice(plus + 1))
  const called = Prisma.sql`(${project} AND ${begins} AND "legacy" = ${false})`
  const either = (other: Prisma.Sql) => Prisma.sql`(${called} OR ${other})`
  // No index of parts knows both names.
  return { condition: either(test.condition), ofMany: test.ofMany && either(test.ofMany), part: null }
}

/** So many names tell whether nearly all hold a text. */
const sample = 200

/**
 * On PostgreSQL those that are named so are counted in an index of names, and of the others those that are described so.
 * On SQLite the index of texts counts; but where a text of several parts is in nearly all names, reading these is faster.
 */
function countEither(listed: Listed, text: string, named: Prisma.Sql, { ofFew, ofMany }: Test) {
  const some = Prisma.sql`SELECT COUNT(*) FROM "Robot" WHERE ${robotsOf(listed)}`
  if (ofFew) return Prisma.sql`SELECT (${some} AND ${named}) + (${some} AND ${ofFew} AND NOT ${named})`
  const counted = countHolding(placeOf(listed), 'both', text)
  if (!counted || !ofMany || Array.from(text).length === 3) return counted
  const names = Prisma.sql`SELECT ${named} AS "held" FROM "Robot" WHERE ${robotsOf(listed)} LIMIT ${sample}`
  return Prisma.sql`SELECT CASE WHEN (SELECT AVG("held") > 0.75 FROM (${names}))
    THEN (${some} AND (${named} OR ${ofMany})) ELSE (${counted}) END`
}

const bareName = (listed: Listed, text: string): Test => ({
  ...found(named(listed, text), text),
  ofFew: amongTexts(listed, 'name', text, named(listed, text)),
  counted: () => countHolding(placeOf(listed), 'name', text),
})

function described(listed: Listed, text: string): Test {
  const condition = holds(searched('robot', 'description'), text)
  const all = allDescribed(placeOf(listed), text)
  return {
    ...found(condition, text),
    // The sign keeps SQLite from looking up one after the other what it could read in the list's order.
    ofMany: all && Prisma.sql`+"id" IN (${all})`,
    ofFew: amongTexts(listed, 'description', text, condition),
    counted: () => countHolding(placeOf(listed), 'description', text),
  }
}

/** The condition as PostgreSQL's index of texts answers it, of this place's robots alone. */
function amongTexts(listed: Listed, column: 'name' | 'description', text: string, condition: Prisma.Sql) {
  const place = searchesDescriptions(text) ? placeAmongTexts(placeOf(listed), column) : null
  return place && Prisma.sql`(${place} AND ${condition})`
}

/**
 * Whether the bare name holds the text. In the system none has capitals, and so its lists' indexes hold no folded form;
 * but PostgreSQL's index of parts goes by what is written the same everywhere.
 */
const named = (listed: Listed, text: string): Prisma.Sql =>
  holds(
    listed || (searchesDescriptions(text) && databaseEngine() === 'postgresql') ? searched('robot', 'name') : '"name"',
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
      if (rest === folded(text)) return bareName(project, text)
      const condition = holds(composed(searched('robot', 'name')), text)
      if (rest === '') return found(condition, rest)
      // What the name must hold in any case is what an index can be asked for.
      const { condition: named, ofFew } = bareName(project, rest)
      return {
        ...found(Prisma.sql`${condition} AND ${named}`, rest),
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
