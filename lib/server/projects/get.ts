import 'server-only'
import type { Role } from '@/lib/domain/permissions/role'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { asTarget, findProject } from './find'

/** A project as one caller sees it. `can…` are for courtesy (hidden tabs); the verbs decide. */
type ProjectView = {
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
  const rights = await rightsToRead(actor, 'project:read', asTarget(project))
  return {
    id: project!.id,
    name,
    public: project!.public,
    role: rights.role,
    canListRobots: rights.may('robot:list'),
    canListMembers: rights.may('member:list'),
    canListLog: rights.may('log:list'),
  }
}
