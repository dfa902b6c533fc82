import 'server-only'
import { lost } from '@/lib/domain/legacy-robots/legacy-access'
import { legacyFullName } from '@/lib/domain/legacy-robots/legacy-claims'
import type { ParsedEntry } from '@/lib/domain/legacy-robots/legacy-export'
import { accessKeys } from '@/lib/domain/permissions/access'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { db } from '../store/db'
import { asRefusal, isUniqueViolation, Refusal } from '../errors'
import { findProject, projectTarget } from '../projects/find'
import { insertLegacyRobot } from './insert'
import { judgeEntries, type LegacyCandidate } from './candidates'
import { isImportable, notImportable, whatIsInTheWay, type Importable } from './conflicts'
import { compare, findImported } from './imported'
import type { LegacyKey } from './key'

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

type Result =
  | {
      kind: 'imported'
      project: string
      access: string[]
      /** What it might do in the old system and cannot here. */
      leftOut: string[]
      expiresAt: number | null
      disabled: boolean
      /** No list has it: nobody knows whether it was disabled there. */
      unlisted: boolean
    }
  | { kind: 'there'; project: string }
  /** It is here, and the files say otherwise of it. Nothing was changed. */
  | { kind: 'differs'; project: string; differences: string[] }
  /** Only its token file is missing. */
  | { kind: 'missing' }
  | { kind: 'refused'; problem: string }

/** What became of one robot. `entries`: which of the export's, counted from 1; `name`: the full name. */
export type LegacyOutcome = { entries: number[]; name: string | null } & Result

/**
 * Takes over robots from before Harbor 2.2, each by itself and whole or not at all. Repeating it changes nothing: what
 * is there stays as it is, disabled or not, and what was deleted here stays deleted; where the files say otherwise of a
 * robot that is here, that is told. A robot only gets rights in the project that the caller has named for its old
 * project's id, and a key's old project can only ever be one project here, so that a slip in a later run cannot move
 * rights elsewhere.
 */
export async function importLegacyRobots(actor: Actor, input: LegacyImport): Promise<LegacyOutcome[]> {
  await refuseBadMapping(input.projects)
  const outcomes: LegacyOutcome[] = []
  for (const judged of await judgeEntries(input.entries, input.key)) {
    const result = judged.ok ? await importOne(actor, judged.candidate, input) : judged.problem
    const name = judged.account === null ? null : legacyFullName(judged.account)
    outcomes.push({ entries: judged.entries, name, ...asResult(result) })
  }
  return outcomes
}

const asResult = (result: Result | string): Result =>
  typeof result === 'string' ? { kind: 'refused', problem: result } : result

/** Before anything is written: every name must be a project's, and each stand for one old project only. */
async function refuseBadMapping(projects: ReadonlyMap<number, string>): Promise<void> {
  for (const [oldId, name] of projects) {
    const twin = [...projects].find(([id, other]) => id !== oldId && other === name)
    if (twin) throw new Refusal('invalid', `the old projects ${oldId} and ${twin[0]} cannot both be ${name}`)
    if (!(await findProject(db(), name))) throw new Refusal('not-found', `there is no project named ${name}`)
  }
}

/** What was done, or why nothing was. */
async function importOne(actor: Actor, candidate: LegacyCandidate, input: LegacyImport): Promise<Result | string> {
  const here = await findImported(db(), candidate, input.key)
  if (here) {
    const differences = compare(here, candidate, input.projects)
    if (typeof differences === 'string') return differences
    return differences.length === 0
      ? { kind: 'there', project: here.project }
      : { kind: 'differs', project: here.project, differences }
  }
  if (!isImportable(candidate)) return notImportable(candidate)!
  const project = input.projects.get(candidate.projectId)
  if (project === undefined) {
    return `it belongs to the old system's project ${candidate.projectId}, and nothing says which project that is here`
  }
  return (await insertOne(actor, project, candidate, input)) ?? imported(project, candidate)
}

const imported = (project: string, { rights, expiresAt, disabled }: Importable): Result => ({
  kind: 'imported',
  project,
  access: accessKeys(rights.access),
  leftOut: lost(rights, project),
  expiresAt,
  disabled: disabled ?? false,
  unlisted: disabled === null,
})

/** null when it is done, or would be; else why not. */
async function insertOne(
  actor: Actor,
  name: string,
  candidate: Importable,
  input: LegacyImport,
): Promise<string | null> {
  try {
    const project = await findProject(db(), name)
    if (!project) return `there is no project named ${name}`
    const problem = await whatIsInTheWay(db(), project, candidate, input)
    if (problem !== null || input.dryRun) return problem
    return await change(
      actor,
      'robot:create',
      'robot.import',
      (tx) => projectTarget(tx, name),
      async (tx, target) => {
        const meanwhile =
          (await findImported(tx, candidate, input.key)) ?? (await whatIsInTheWay(tx, target, candidate, input))
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
