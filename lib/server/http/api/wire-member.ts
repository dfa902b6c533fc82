import 'server-only'
import { isRole, roleIds, type Role } from '@/lib/domain/role'
import type { ApiMember } from '../../members/list-for-api'
import { badRequest } from '../error-body'

/** `ProjectMemberEntity`. An unknown word gives no rights, and the least role is the nearest to that. */
export function wireMember({ id, projectId, role, user }: ApiMember) {
  const name: Role = isRole(role) ? role : 'limitedGuest'
  return {
    id,
    project_id: projectId,
    entity_name: user.username,
    role_name: name,
    role_id: roleIds[name],
    entity_id: user.id,
    entity_type: 'u' as const,
  }
}

/** The role of this number, or null. */
export const roleOf = (id: number | undefined): Role | null =>
  (Object.keys(roleIds) as Role[]).find((role) => roleIds[role] === id) ?? null

type MemberBody = {
  member_user?: { user_id?: number; username?: string }
  member_group?: { id?: number; group_name?: string }
}

/** Whom a request means, or 400: nobody, or a group, which there are none of here. */
export function memberOf({
  member_user: user,
  member_group: group,
}: MemberBody): { userId: number } | { username: string } {
  if (user?.user_id) return { userId: asId(user.user_id) }
  if (user?.username) return { username: user.username }
  throw badRequest(group ? 'groups are not supported here' : 'a member needs a user: give member_user')
}

/** An id that no column could hold is nobody's. */
const asId = (id: number): number => (id > 0 && id < 2 ** 31 ? id : 0)
