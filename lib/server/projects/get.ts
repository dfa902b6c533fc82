import 'server-only'
import type { Role } from '@/lib/domain/role'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { findProject, projectScope } from './find'

/** A project as one caller sees it. `can…` are for courtesy (hidden tabs); the verbs decide. */
export type ProjectView = {
  id: number
  name: string
  public: boolean
  role: Role | 'systemAdmin' | null
  canListRobots: boolean
  canListMembers: boolean
  canListLog: boolean
}

/** The project of this name, or *not found* when it does not exist or the actor may not see it. */
export async function getProject(actor: Actor, name: string): Promise<ProjectView> {
  const project = await findProject(db(), name)
  if (!project) throw new Refusal('not-found', 'project not found')
  const rights = await rightsIn(db(), actor, projectScope(project))
  if (!rights.may('project:read')) throw new Refusal('not-found', 'project not found')
  return {
    id: project.id,
    name: project.name,
    public: project.public,
    role: rights.role,
    canListRobots: rights.may('robot:list'),
    canListMembers: rights.may('member:list'),
    canListLog: rights.may('log:list'),
  }
}
