import 'server-only'
import { accessKeys } from '@/lib/domain/access'
import { legacyFullName, legacyPrefix } from '@/lib/domain/legacy-claims'
import type { ParsedEntry } from '@/lib/domain/legacy-export'
import type { Actor } from '../actor'
import { change } from '../change'
import { db } from '../db'
import { asRefusal, isUniqueViolation, Refusal } from '../errors'
import { findProject, projectTarget } from '../projects/find'
import { insertLegacyRobot } from './insert-legacy'
import { judgeEntries, type LegacyCandidate } from './legacy-candidates'
import { whatIsThere } from './legacy-conflicts'
import type { LegacyKey } from './legacy-key'

export type LegacyImport = {
  /** Of one export or several, in order. */
  entries: readonly ParsedEntry[]
  key: LegacyKey
  /** By the old system's project id: the name of the project here. What is not named is not imported. */
  projects: ReadonlyMap<number, string>
  /** Reports only. */
  dryRun: boolean
  /** Bring back what was imported once and deleted here since. */
  restoreDeleted: boolean
}

/** What became of one robot. `entries`: which of the export's, counted from 1; `name`: the full name. */
export type LegacyOutcome = { entries: number[]; name: string | null } & (
  | { kind: 'imported' | 'there'; project: string; access: string[]; expiresAt: number | null; disabled: boolean }
  | { kind: 'refused'; problem: string }
)

/**
 * Takes over robots from before Harbor 2.2, each by itself and whole or not at all. Repeating it changes nothing: what
 * is there stays as it is, disabled or not, and what was deleted here stays deleted. A robot only gets rights in the
 * project that the caller has named for its old project's id, and a key's old project can only ever be one project
 * here, so that a slip in a later run cannot move rights elsewhere.
 */
export async function importLegacyRobots(actor: Actor, input: LegacyImport): Promise<LegacyOutcome[]> {
  await refuseBadMapping(input.projects)
  const outcomes: LegacyOutcome[] = []
  for (const judged of await judgeEntries(input.entries, input.key)) {
    const about = { entries: judged.entries, name: judged.name === null ? null : fullName(judged.name) }
    if (!judged.ok) {
      outcomes.push({ ...about, kind: 'refused', problem: judged.problem })
      continue
    }
    const { candidate } = judged
    const project = input.projects.get(candidate.projectId)
    const problem = project === undefined ? notMapped(candidate) : await importOne(actor, project, candidate, input)
    if (typeof problem === 'string') outcomes.push({ ...about, kind: 'refused', problem })
    else outcomes.push({ ...about, ...problem, project: project!, ...told(candidate) })
  }
  return outcomes
}

const fullName = (name: string): string => (name.startsWith(legacyPrefix) ? name : legacyFullName(name))
const told = ({ access, expiresAt, disabled }: LegacyCandidate) => ({ access: accessKeys(access), expiresAt, disabled })
const notMapped = ({ projectId }: LegacyCandidate): string =>
  `it belongs to the old system's project ${projectId}, and nothing says which project that is here`

/** Before anything is written: every name must be a project's, and each stand for one old project only. */
async function refuseBadMapping(projects: ReadonlyMap<number, string>): Promise<void> {
  for (const [oldId, name] of projects) {
    const twin = [...projects].find(([id, other]) => id !== oldId && other === name)
    if (twin) throw new Refusal('invalid', `the old projects ${oldId} and ${twin[0]} cannot both be ${name}`)
    if (!(await findProject(db(), name))) throw new Refusal('not-found', `there is no project named ${name}`)
  }
}

type Done = { kind: 'imported' | 'there' }

/** What was done, or why nothing was. */
async function importOne(
  actor: Actor,
  projectName: string,
  candidate: LegacyCandidate,
  input: LegacyImport,
): Promise<Done | string> {
  try {
    const project = await findProject(db(), projectName)
    if (!project) return `there is no project named ${projectName}`
    const found = await whatIsThere(db(), project, candidate, input)
    if (found !== null || input.dryRun) return found ?? { kind: 'imported' }
    return await change(
      actor,
      'robot:create',
      'robot.import',
      (tx) => projectTarget(tx, projectName),
      async (tx, target) => {
        const meanwhile = await whatIsThere(tx, target, candidate, input)
        if (meanwhile !== null) throw new Refusal('conflict', 'it was imported or deleted meanwhile: try again')
        return insertLegacyRobot(tx, target, candidate, input.key)
      },
    )
  } catch (error) {
    if (isUniqueViolation(error)) return 'it was imported meanwhile: try again'
    const refusal = asRefusal(error)
    if (refusal && refusal.kind !== 'unavailable') return refusal.message
    throw error
  }
}
