import 'server-only'
import type { ListQuery, Page } from '@/lib/domain/lists/list-query'
import { isRole } from '@/lib/domain/permissions/role'
import type { MemberRow, MemberSort } from '@/lib/domain/projects/member-row'
import { actorId, type Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { inOrder } from '../store/filtered-ids'
import { asTarget, findProject } from '../projects/find'
import { activeAdmins } from './keep-admin'
import { searchMemberIds } from './search'

/** A project's members as a page shows them. `may` and `context` are for courtesy; the verbs decide. */
type ProjectMembers = Page<MemberRow> & {
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
  const rights = await rightsToRead(actor, 'member:list', asTarget(project))
  const { id, name } = project!
  const { ids, total } = await searchMemberIds(db(), id, query)
  const [members, admins] = await Promise.all([findMembers(ids), db().projectMember.count({ where: activeAdmins(id) })])
  return {
    rows: inOrder(ids, members).map(toRow),
    total,
    context: {
      project: { id, name },
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
