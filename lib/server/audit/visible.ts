import 'server-only'
import type { Actor } from '../actor'
import { rightsIn } from '../authorize'
import { db } from '../db'
import { Refusal } from '../errors'
import { findProject, projectScope } from '../projects/find'

/** Whose events: one project's, or everything. */
export type LogScope = { kind: 'project'; name: string } | { kind: 'system' }

/** `projectId` null = of all. `addresses`: whether the reader may know where others came from. */
export type VisibleLog = { projectId: number | null; addresses: boolean }

/** What of a log the actor may read. *Not found* when the project may not be seen, *forbidden* when not its log. */
export async function visibleLog(actor: Actor, scope: LogScope): Promise<VisibleLog> {
  if (actor.kind === 'anonymous') throw new Refusal('unauthorized', 'unauthorized')
  if (scope.kind === 'system') {
    const rights = await rightsIn(db(), actor, { kind: 'system' })
    if (!rights.may('audit-log:list')) throw new Refusal('forbidden', 'forbidden')
    return { projectId: null, addresses: true }
  }
  const project = await findProject(db(), scope.name)
  const rights = project && (await rightsIn(db(), actor, projectScope(project)))
  if (!rights?.may('project:read')) throw new Refusal('not-found', 'project not found')
  if (!rights.may('log:list')) throw new Refusal('forbidden', 'forbidden')
  return { projectId: project!.id, addresses: rights.role === 'systemAdmin' || rights.role === 'projectAdmin' }
}
