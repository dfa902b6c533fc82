import 'server-only'
import type { AuditResource } from '../rights/record'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import type { ProjectRecord } from '../projects/find'

export type MemberRecord = {
  id: number
  role: string
  user: { id: number; username: string; disabled: boolean }
}

export const memberGone = (): Refusal => new Refusal('not-found', 'the member was removed meanwhile', 'member-gone')

/** The member of this id in this project; *not found* when somebody has removed it meanwhile. */
export async function findMember(tx: Tx, project: ProjectRecord, id: number): Promise<MemberRecord> {
  const member = await tx.projectMember.findFirst({
    where: { id, projectId: project.id },
    select: { id: true, role: true, user: { select: { id: true, username: true, disabled: true } } },
  })
  if (!member) throw memberGone()
  return member
}

/** What an audit row about a member is about. */
export const memberResource = (project: ProjectRecord, id: number, username: string): AuditResource => ({
  type: 'member',
  id,
  name: username,
  project: { id: project.id, name: project.name },
})
