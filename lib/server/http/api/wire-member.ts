import 'server-only'
import { isRole, roleIds, type Role } from '@/lib/domain/permissions/role'
import type { ApiMember } from '../../members/list-for-api'
import { ApiError, badRequest } from '../exchange/error-body'

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

/** Whom a request means, or Harbor's refusal: of nobody, or of a group, which there are none of here. */
export function memberOf(body: MemberBody): { userId: number } | { username: string } {
  const { member_user: user, member_group: group } = body
  if (user?.user_id && user.user_id > 0) return { userId: user.user_id < 2 ** 31 ? user.user_id : 0 }
  if (user?.username) return { username: user.username }
  if (group?.id && group.id > 0) throw badRequest(`Group ${group.id} not found`)
  if (group?.group_name) throw new ApiError(404, 'NOT_FOUND', `${group.group_name} not found: not supported`)
  throw badRequest('at least one of member_user or member_group must be provided')
}
