import 'server-only'
import { folded } from '@/lib/domain/texts/folded'
import { Prisma } from '../generated/sqlite/client'
import { databaseEngine, hotReads } from './db'

/** So many characters (code points) a part has, of those that the engines' indexes of texts know. */
const partLength = 3
/** So many of a text's parts are tried at most. */
const maxTried = 8
/** Looking at a robot that the index names costs as much as reading so many names in their order. */
const namesPerRobot = 16
/** As many are looked at however few robots there are in all. */
const alwaysFew = 50
/** A part that fewer robots hold is good enough to go by, though another may be held by fewer still. */
const few = 2_000

/** A project, the system (0), or several of these: SQL for their ids, null = all there are. */
export type RobotPlace = number | { places: Prisma.Sql | null }

/** SQL for how many robots a place has, or how many of them are disabled or not: kept by triggers, checked by a job. */
export function keptCount(place: RobotPlace, disabled: boolean | null = null): Prisma.Sql {
  const all = sumOf('RobotCount', place)
  if (disabled === null) return all
  const those = sumOf('DisabledRobotCount', place)
  return disabled ? those : Prisma.sql`SELECT (${all}) - (${those})`
}

function sumOf(table: 'RobotCount' | 'DisabledRobotCount', place: RobotPlace): Prisma.Sql {
  const sum = Prisma.sql`SELECT COALESCE(SUM("count"), 0) FROM ${Prisma.raw(`"${table}"`)}`
  if (typeof place === 'number') return Prisma.sql`${sum} WHERE "place" = ${place}`
  return place.places ? Prisma.sql`${sum} WHERE "place" IN (${place.places})` : sum
}

/**
 * SQL for the ids, as `candidate`, of the few robots of a place of whose name or description the text may be a part:
 * all that hold it, and some that do not. Null where the index is of no help: on PostgreSQL, whose planner asks its own,
 * for a text that is too short, or where there are so many that reading all names takes no longer.
 */
export function fewThatMayHold(place: RobotPlace, text: string): Prisma.Sql | null {
  const part = hotReads().rows ? rarePart(place, text) : null
  return part === null ? null : Prisma.sql`SELECT "rowid" & 4294967295 AS "candidate" ${matching(place, phrase(part))}`
}

/**
 * SQL for the ids of all robots of a place whose description holds the text, however many, without reading them; null
 * where there is no such index, or the text is too short for it.
 */
export function allDescribed(place: RobotPlace, text: string): Prisma.Sql | null {
  if (!hotReads().rows || partsOf(text).length === 0) return null
  return Prisma.sql`SELECT "rowid" & 4294967295 ${matching(place, `description:${phrase(folded(text))}`)}`
}

/**
 * SQL for how many robots of a place hold the text in one of these columns, from the index of texts alone; null where
 * there is none, or reading names is faster, as it is for a text of more than one part that names alone hold.
 */
export function countHolding(place: RobotPlace, columns: 'name' | 'description' | 'both', text: string) {
  const parts = hotReads().rows ? partsOf(text) : []
  const isOne = parts.length === 1
  if (parts.length === 0 || (columns === 'name' && !isOne)) return null
  const within = columns === 'both' ? '' : `${columns}:`
  return Prisma.sql`SELECT COUNT(*) ${matching(place, `${within}${phrase(folded(text))}`)}`
}

/**
 * What PostgreSQL's index of texts knows a robot's place by, to be asked for beside the text, as SQL; null where it makes
 * no difference, as on SQLite. Spelled differently for each column: what both sides of an OR share, the planner would
 * take out of it, and look up all robots of the place.
 */
export function placeAmongTexts(place: RobotPlace, column: 'name' | 'description'): Prisma.Sql | null {
  if (databaseEngine() === 'sqlite' || (typeof place !== 'number' && !place.places)) return null
  const known = Prisma.sql`ARRAY[COALESCE("projectId", 0)]`
  const places =
    typeof place === 'number' ? Prisma.sql`ARRAY[CAST(${place} AS INTEGER)]` : Prisma.sql`ARRAY(${place.places!})`
  return column === 'name' ? Prisma.sql`${known} && ${places}` : Prisma.sql`${places} && ${known}`
}

/**
 * A part of the text that few robots hold. What a text ends with is tried first, since names begin alike; and all parts
 * with a low bound before any with a higher one, since counting takes as long as what is counted.
 */
function rarePart(place: RobotPlace, text: string): string | null {
  const tried = evenly(partsOf(text), maxTried).toReversed()
  if (tried.length === 0) return null
  const most = Prisma.sql`(SELECT "most" FROM "bound")`
  const limits = tried.length === 1 ? [most] : [Prisma.sql`${alwaysFew}`, Prisma.sql`MIN(${few}, ${most})`, most]
  const tries = limits.flatMap((limit) => tried.map((part, nth) => ({ limit, query: phrase(part), nth })))
  const isRare = ({ query, limit }: (typeof tries)[number]) =>
    Prisma.sql`(SELECT COUNT(*) FROM (SELECT 1 ${matching(place, query)} LIMIT CAST(${limit} AS INTEGER) + 1)) <= ${limit}`
  const first = tries.map((each) => Prisma.sql`WHEN ${isRare(each)} THEN ${each.nth}`)
  const bound = Prisma.sql`SELECT CAST(${alwaysFew} + MAX((${keptCount(place)}), 0) / ${namesPerRobot} AS INTEGER)`
  const [found] = hotReads().rows!<{ rare: number | null }>(Prisma.sql`WITH "bound"("most") AS MATERIALIZED (${bound})
    SELECT CASE ${Prisma.join(first, ' ')} END AS "rare"`)
  return found!.rare === null ? null : tried[found!.rare]!
}

/** What is found among the rows of a place, which stand together (see the migration); of several, among all there are. */
function matching(place: RobotPlace, query: string): Prisma.Sql {
  const found = Prisma.sql`FROM "RobotText" WHERE "RobotText" MATCH ${query}`
  if (typeof place === 'number')
    return Prisma.sql`${found} AND "rowid" BETWEEN ${BigInt(place) << 32n} AND ${((BigInt(place) + 1n) << 32n) - 1n}`
  return place.places ? Prisma.sql`${found} AND "rowid" >> 32 IN (${place.places})` : found
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
