import 'server-only'
import { partsOf } from '@/lib/domain/explain/access-question'
import { throughWhat, type WhoCanList, type WhoCanRow, type WhoCanTarget } from '@/lib/domain/explain/who-can'
import type { RepositoryAction } from '@/lib/domain/permissions/role'
import { findVisibleProject, projectPlace } from '../projects/find'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { lastUses } from '../robots/last-uses'
import { currentSettings } from '../settings/current'
import { readCandidates, readGrants, type Candidate, type Place } from './candidates'

/** `action` null = any of them. */
export type WhoCanAsked = { target: string; action: RepositoryAction | null; live: boolean }

/** So many candidates are looked at for a page. */
const mostCandidates = 20_000
/** So many rows are told of at once. */
const rowsAtOnce = 200

/** What is meant: a project by its name alone, or a repository of it. */
export function targetOf(text: string): WhoCanTarget | null {
  const about = partsOf(text)
  if (about) return { project: about.project, repository: about.name }
  return text !== '' && partsOf(`${text}/x`)?.project === text ? { project: text, repository: null } : null
}

/**
 * One page of everybody who may do something with a repository, or somewhere in a project: everyone where it is public,
 * people by name, robots by name, also those of the system, which are named because they can. For who manages the
 * project's robots; *not found* for who may not see it, *forbidden* otherwise. Which patterns take in a repository no
 * database can tell: candidates are read in chunks and judged here, at most `mostCandidates` for a page.
 */
export async function whoCan(
  actor: Actor,
  asked: WhoCanAsked,
  { page, size }: { page: number; size: number },
): Promise<WhoCanList> {
  const scan = await startScan(actor, asked)
  const [found, start]: [Candidate[], number] = [[], (page - 1) * size]
  let seen = 0
  for await (const { candidates, looked } of judged(scan)) {
    found.push(...candidates)
    seen += looked
    if (seen >= mostCandidates) break
  }
  found.sort(byName)
  const rows = (await toRows(scan, found.slice(start, start + size))).map(shortened)
  return { rows, total: found.length, isWhole: seen < mostCandidates, looked: seen }
}

/** Patterns may be so many that a page of rows would be megabytes of them: the file and the robot's page have all. */
const maxPatternsShown = 300
const shortened = (row: WhoCanRow): WhoCanRow => ({
  ...row,
  through: row.through.map((held) => {
    const isLong = (held.repositories?.length ?? 0) > maxPatternsShown
    return isLong ? { ...held, repositories: `${held.repositories!.slice(0, maxPatternsShown)}…` } : held
  }),
})

/** The same, all of them, part by part however many there are, people and robots in the order in which they were made. */
export async function* everybodyWhoCan(
  actor: Actor,
  asked: WhoCanAsked,
  signal?: AbortSignal,
): AsyncGenerator<WhoCanRow[]> {
  const scan = await startScan(actor, asked)
  for await (const { candidates } of judged(scan)) {
    for (let start = 0; start < candidates.length; start += rowsAtOnce) {
      if (signal?.aborted) return
      // Asked again for every part: rights may end meanwhile.
      await startScan(actor, asked)
      yield toRows(scan, candidates.slice(start, start + rowsAtOnce))
    }
  }
}

type Scan = WhoCanAsked & Place & { readsSystem: boolean }

/** Refuses as `whoCan` does. */
export async function startScan(actor: Actor, asked: WhoCanAsked): Promise<Scan> {
  const target = targetOf(asked.target)
  const project = target && (await findVisibleProject({ name: target.project }))
  const { role } = await rightsToRead(actor, 'robot:update', project && projectPlace(project))
  const { robotNamePrefix: prefix } = await currentSettings()
  return { ...asked, project: project!, repository: target!.repository, prefix, readsSystem: role === 'systemAdmin' }
}

const kinds: WhoCanRow['kind'][] = ['everyone', 'user', 'robot']
const byName = (one: Candidate, other: Candidate): number =>
  kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
  (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id)

async function* judged(scan: Scan): AsyncGenerator<{ candidates: Candidate[]; looked: number }> {
  const isMeant = ({ actions, live }: Candidate) =>
    (scan.action === null ? actions.length > 0 : actions.includes(scan.action)) && (live || !scan.live)
  for await (const read of readCandidates(scan)) {
    yield { candidates: read.filter(isMeant), looked: read.length }
  }
}

async function toRows({ project, repository, readsSystem }: Scan, candidates: Candidate[]): Promise<WhoCanRow[]> {
  const ids = candidates.flatMap(({ robot, id }) => (robot ? [id] : []))
  const [usedHere, grantsOf] = await Promise.all([lastUses(ids, project.name, repository), readGrants(project.id, ids)])
  return candidates.map(({ kind, id, name, live, role, actions, robot }) => {
    const here = usedHere.get(id)
    const at = here ?? robot?.lastUsedAt ?? 0
    return {
      ...{ kind, id, name, live, role, actions },
      link:
        robot && (robot.project || readsSystem)
          ? { project: robot.project, name: robot.name, legacy: robot.legacy }
          : null,
      through: robot ? throughWhat(grantsOf(id), project.id, repository) : [],
      lastUse: robot && at > 0 ? { at: new Date(at * 1000).toISOString(), here: here !== undefined } : null,
    }
  })
}
