import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/list-query'
import type { MemberRow, MemberSort } from '@/lib/domain/member-row'
import { isRole } from '@/lib/domain/role'
import { actorId, type Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { Refusal } from '../errors'
import { inOrder } from '../store/filtered-ids'
import { findProject, projectScope } from '../projects/find'
import { activeAdmins } from './keep-admin'
import { searchMemberIds } from './search'

/** A project's members as a page shows them. `may` and `context` are for courtesy; the verbs decide. */
export type ProjectMembers = Page<MemberRow> & {
  context: {
    project: { id: number; name: string }
    /** How many members can act as admin. */
    activeAdmins: number
    /** The reader's own user. */
    userId: number | null
    /** Whether the reader may take the last admin away. */
    mayLeaveWithoutAdmin: boolean
  }
  may: { create: boolean; update: boolean; delete: boolean }
}

/** One page of a project's members. *Not found* when the actor may not see the project, *forbidden* when not its members. */
export async function listMembers(
  actor: Actor,
  projectName: string,
  query: ListQuery<MemberSort>,
): Promise<ProjectMembers> {
  const project = await findProject(db(), projectName)
  if (!project) throw new Refusal('not-found', 'project not found')
  const rights = await rightsIn(db(), actor, projectScope(project))
  if (!rights.may('project:read')) throw new Refusal('not-found', 'project not found')
  if (!rights.may('member:list')) throw new Refusal('forbidden', 'forbidden')

  const { ids, total } = await searchMemberIds(db(), project.id, query)
  const [members, admins] = await Promise.all([
    findMembers(ids),
    db().projectMember.count({ where: activeAdmins(project.id) }),
  ])
  return {
    rows: inOrder(ids, members).map(toRow),
    total,
    context: {
      project: { id: project.id, name: project.name },
      activeAdmins: admins,
      userId: actor.kind === 'user' ? actorId(actor) : null,
      mayLeaveWithoutAdmin: rights.role === 'systemAdmin',
    },
    may: {
      create: rights.may('member:create'),
      update: rights.may('member:update'),
      delete: rights.may('member:delete'),
    },
  }
}

type Found = Awaited<ReturnType<typeof findMembers>>[number]

const findMembers = (ids: number[]) =>
  db().projectMember.findMany({
    where: { id: { in: ids } },
    include: { user: { select: { id: true, username: true, realName: true, disabled: true } } },
  })

const toRow = ({ id, role, createdAt, user }: Found): MemberRow => ({
  id,
  userId: user.id,
  username: user.username,
  realName: user.realName,
  // An unknown word gives no rights, and the least role is the nearest to that.
  role: isRole(role) ? role : 'limitedGuest',
  disabled: user.disabled,
  createdAt: createdAt.toISOString(),
})
