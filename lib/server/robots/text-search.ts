import 'server-only'
import { searchesDescriptions } from '@/lib/domain/robots/robot-name'
import { Prisma } from '../generated/sqlite/client'
import type { ManagedRobots } from '../rights/managed-robots'
import { databaseEngine } from '../store/db'
import type { Test } from '../store/query-columns'
import { allDescribed, countHolding, placeAmongTexts } from '../store/robot-index'
import { holds, searched, startsWith } from '../store/search'
import { robotPlace, robotsOf, type Listed } from './listed'

/**
 * What finds a robot by a part of its name or description. One or two characters are in most descriptions, which no index that a
 * list is read from holds: by so few the name alone is searched.
 */
export function nameOrDescription(listed: Listed, text: string): Test {
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
export function anywhere(listed: ManagedRobots, text: string): Test {
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
  const counted = countHolding(robotPlace(listed), 'both', text)
  if (!counted || !ofMany || Array.from(text).length === 3) return counted
  const names = Prisma.sql`SELECT ${named} AS "held" FROM "Robot" WHERE ${robotsOf(listed)} LIMIT ${sample}`
  return Prisma.sql`SELECT CASE WHEN (SELECT AVG("held") > 0.75 FROM (${names}))
    THEN (${some} AND (${named} OR ${ofMany})) ELSE (${counted}) END`
}

/** What finds it by a part of its name, without project and prefix. */
export const bareName = (listed: Listed, text: string): Test => ({
  condition: named(listed, text),
  part: text,
  ofFew: amongTexts(listed, 'name', text, named(listed, text)),
  counted: () => countHolding(robotPlace(listed), 'name', text),
})

/** What finds it by a part of its description. */
export function described(listed: Listed, text: string): Test {
  const condition = holds(searched('robot', 'description'), text)
  const all = allDescribed(robotPlace(listed), text)
  return {
    condition,
    part: text,
    // The sign keeps SQLite from looking up one after the other what it could read in the list's order.
    ofMany: all && Prisma.sql`+"id" IN (${all})`,
    ofFew: amongTexts(listed, 'description', text, condition),
    counted: () => countHolding(robotPlace(listed), 'description', text),
  }
}

/** The condition as PostgreSQL's index of texts answers it, of this place's robots alone. */
function amongTexts(listed: Listed, column: 'name' | 'description', text: string, condition: Prisma.Sql) {
  const place = searchesDescriptions(text) ? placeAmongTexts(robotPlace(listed), column) : null
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
