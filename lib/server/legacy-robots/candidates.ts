import 'server-only'
import { legacyFullName } from '@/lib/domain/legacy-robots/legacy-claims'
import { accessKeys } from '@/lib/domain/permissions/access'
import type { OldRights } from '@/lib/domain/legacy-robots/legacy-access'
import type { ParsedEntry } from '@/lib/domain/legacy-robots/legacy-export'
import type { LegacyKey } from './key'
import { isRead, isUnread, readEntry, type Read, type Unread } from './reads'

/** A robot of the old system as all entries about it together describe it. What none of them says is null. */
export type LegacyCandidate = {
  account: string
  robotId: number
  /** null: it is only in a list of Harbor 2.2 or later, and its token is missing. */
  projectId: number | null
  description: string | null
  /** null: it is in no list, so that nobody can say. */
  disabled: boolean | null
  /** Unix seconds; null = never, undefined = not said. */
  expiresAt: number | null | undefined
  createdAt: Date | null
  /** null: its token is missing. */
  rights: OldRights | null
}

/** `entries`: which of the export's, counted from 1; `account`: null when not even that can be read. */
type Judged = { entries: number[]; account: string | null } & (
  { ok: true; candidate: LegacyCandidate } | { ok: false; problem: string }
)

/**
 * What an export's entries come to: one answer for each robot. They are joined by the robot's id, which is unique in an
 * old system, and only then judged, together: what is known of a robot and cannot be understood, or contradicts what
 * else is known, stops that robot. To drop it could wake one that was disabled.
 */
export async function judgeEntries(entries: readonly ParsedEntry[], key: LegacyKey): Promise<Judged[]> {
  const all = await Promise.all(entries.map((parsed) => readEntry(parsed, key)))
  const robots = grouped(all.filter(isRead), ({ robotId }) => robotId)
  const projects = grouped(robots, projectOf)
  const unread = all.filter(isUnread)
  const stopping = new Set<Unread>()
  const judged = robots.map((reads) => {
    const stops = unread.filter((each) => isAbout(each, reads))
    for (const each of stops) stopping.add(each)
    return judgeRobot(
      reads,
      stops,
      projects.find((each) => each.includes(reads))!,
    )
  })
  const alone = unread.filter((each) => !stopping.has(each))
  return [...judged, ...alone.map(refuseAlone)].sort((one, other) => one.entries[0]! - other.entries[0]!)
}

function grouped<T>(all: readonly T[], by: (each: T) => number | null): T[][] {
  const groups = new Map<number | null, T[]>()
  for (const each of all) groups.set(by(each), [...(groups.get(by(each)) ?? []), each])
  return [...groups.values()]
}

function isAbout({ robotIds, nameCounts, account }: Unread, reads: Read[]): boolean {
  if (robotIds.length > 0 && !robotIds.includes(reads[0]!.robotId)) return false
  return !nameCounts || reads.some(({ entry }) => entry.account === account)
}

const refuseAlone = ({ position, account, problem }: Unread): Judged => ({
  entries: [position],
  account,
  ok: false,
  problem,
})

/** Why the project's other robots leave no room for this one. */
function whatOthersSay(reads: Read[], inProject: Read[][]): string | null {
  const project = projectOf(reads)
  if (project === null) return null
  const others = inProject.filter((each) => each !== reads)
  const names = new Set(reads.map(({ entry }) => entry.account))
  if (others.some((each) => each.some(({ entry }) => names.has(entry.account)))) {
    return 'the name is there more than once in this project: it cannot be told which one is meant'
  }
  if (!isListed(reads) && others.some(isListed)) {
    return `the list of the old project ${project} does not have it: it was deleted there, or the list is not complete`
  }
  return null
}

const projectOf = (reads: Read[]): number | null => reads.find(({ projectId }) => projectId !== null)?.projectId ?? null
const isListed = (reads: Read[]): boolean => reads.some(({ entry }) => entry.robotId !== null)

function judgeRobot(reads: Read[], stops: Unread[], inProject: Read[][]): Judged {
  const entries = [...reads, ...stops].map(({ position }) => position).sort((one, other) => one - other)
  const { account } = reads[0]!.entry
  const problem = stops[0]?.problem ?? contradiction(reads) ?? whatOthersSay(reads, inProject)
  return problem === null
    ? { entries, account, ok: true, candidate: together(reads) }
    : { entries, account, ok: false, problem }
}

/** Two entries that say the same are one. The end is no contradiction: the earlier one counts. */
function contradiction(reads: Read[]): string | null {
  const said: [string, (string | number | boolean | null)[]][] = [
    ['name', reads.map(({ entry }) => legacyFullName(entry.account))],
    ['project', reads.map(({ projectId }) => projectId)],
    ['disabled', reads.map(({ entry }) => entry.disabled)],
    ['description', reads.map(({ entry }) => entry.description)],
    ['what it may do', allRights(reads).map(({ access }) => accessKeys(access).join(', '))],
  ]
  for (const [what, values] of said) {
    const different = [...new Set(values.filter((value) => value !== null))]
    if (different.length < 2) continue
    const which = what === 'description' ? '' : ` (${different.join(' or ')})`
    return `what is known of it contradicts itself: ${what}${which}`
  }
  return null
}

const allRights = (reads: Read[]): OldRights[] =>
  reads.flatMap(({ claims, entry }) => [claims?.rights, entry.rights]).filter((rights) => !!rights)

function together(reads: Read[]): LegacyCandidate {
  const ends = reads.flatMap(({ claims, entry }) => [claims?.expiresAt, entry.expiresAt])
  const first = <T>(pick: (read: Read) => T | null | undefined): T | null =>
    reads.map(pick).find((value) => value != null) ?? null
  return {
    account: reads[0]!.entry.account,
    robotId: reads[0]!.robotId,
    projectId: projectOf(reads),
    description: first(({ entry }) => entry.description),
    disabled: first(({ entry }) => entry.disabled),
    expiresAt: earliest(ends.filter((end) => end !== undefined)),
    createdAt: first(({ entry }) => entry.createdAt) ?? first(({ claims }) => claims?.issuedAt),
    rights: allRights(reads)[0] ?? null,
  }
}

/** null = never; undefined when nobody has said anything. */
function earliest(ends: (number | null)[]): number | null | undefined {
  const dates = ends.filter((end) => end !== null)
  if (dates.length > 0) return Math.min(...dates)
  return ends.length > 0 ? null : undefined
}
