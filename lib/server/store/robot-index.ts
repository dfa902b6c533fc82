import 'server-only'
import { folded } from '@/lib/domain/folded'
import { Prisma } from '../generated/sqlite/client'
import { hotReads } from './db'

/** So many characters (code points) a part has, of those that the engines' indexes of texts know. */
const partLength = 3
/** So many of a text's parts are tried at most. */
const maxTried = 8
/** Looking at a robot that the index names costs as much as reading so many names in their order. */
const namesPerRobot = 16
/** As many are looked at without asking how many there are in all. */
const alwaysFew = 50

/** A project, the system (0), or several of these: SQL for their ids, null = all there are. */
export type RobotPlace = number | { places: Prisma.Sql | null }

/** SQL for how many robots a place has: kept by triggers, checked by a job. */
export function keptCount(place: RobotPlace): Prisma.Sql {
  const sum = Prisma.sql`SELECT COALESCE(SUM("count"), 0) FROM "RobotCount"`
  if (typeof place === 'number') return Prisma.sql`${sum} WHERE "place" = ${place}`
  return place.places ? Prisma.sql`${sum} WHERE "place" IN (${place.places})` : sum
}

/**
 * SQL for the ids, as `candidate`, of the few robots of a place of whose name or description the text may be a part:
 * all that hold it, and some that do not. Null where the index is of no help: on PostgreSQL, which asks its own when it
 * sees fit, for a text that is too short, or where there are so many that reading all names takes no longer.
 */
export function fewThatMayHold(place: RobotPlace, text: string): Prisma.Sql | null {
  const { rows } = hotReads()
  const parts = partsOf(text)
  if (!rows || parts.length === 0) return null
  const [kept] = rows<{ count: number }>(Prisma.sql`SELECT (${keptCount(place)}) AS "count"`)
  const most = alwaysFew + Math.floor(Math.max(kept!.count, 0) / namesPerRobot)
  let [fewest, fewestCount] = ['', most + 1]
  for (const part of evenly(parts, maxTried)) {
    const [found] = rows<{ count: number }>(
      Prisma.sql`SELECT COUNT(*) AS "count" FROM (SELECT 1 ${matching(place, phrase(part))} LIMIT ${fewestCount})`,
    )
    if (found!.count < fewestCount) [fewest, fewestCount] = [part, found!.count]
    if (fewestCount <= alwaysFew) break
  }
  return fewestCount <= most
    ? Prisma.sql`SELECT "rowid" & 4294967295 AS "candidate" ${matching(place, phrase(fewest))}`
    : null
}

/**
 * SQL for the ids of all robots of a place whose description holds the text, however many, without reading them; null
 * where there is no such index, or the text is too short for it.
 */
export function allDescribed(place: RobotPlace, text: string): Prisma.Sql | null {
  if (!hotReads().rows || partsOf(text).length === 0) return null
  return Prisma.sql`SELECT "rowid" & 4294967295 ${matching(place, `description:${phrase(folded(text))}`)}`
}

/** What is found among the rows of a place, which stand together (see the migration); of several, among all there are. */
function matching(place: RobotPlace, query: string): Prisma.Sql {
  const found = Prisma.sql`FROM "RobotText" WHERE "RobotText" MATCH ${query}`
  if (typeof place !== 'number') return found
  return Prisma.sql`${found} AND "rowid" BETWEEN ${BigInt(place) << 32n} AND ${((BigInt(place) + 1n) << 32n) - 1n}`
}

const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`

function partsOf(text: string): string[] {
  const characters = Array.from(folded(text))
  const starts = characters.slice(partLength - 1)
  return [...new Set(starts.map((_, start) => characters.slice(start, start + partLength).join('')))]
}

/** At most so many of them, from all over. */
const evenly = <Item>(items: readonly Item[], most: number): Item[] => {
  const step = Math.max(items.length / most, 1)
  return Array.from({ length: Math.min(items.length, most) }, (_, nth) => items[Math.floor(nth * step)]!)
}
