import 'server-only'
import { decodeAccess } from '@/lib/domain/access'
import { isRole, roleIds } from '@/lib/domain/role'
import type { ApiProject } from '../projects/list-for-api'
import type { CreatedRobot } from '../robots/create-for-api'
import type { ApiRobot } from '../robots/get-for-api'

// Harbor's spelling of our rows. It leaves out what is empty or zero, except where its contract says otherwise.

/** `Robot`: never with a secret. */
export const wireRobot = (robot: ApiRobot) => ({
  id: robot.id,
  name: robot.fullName,
  ...(robot.description === '' ? {} : { description: robot.description }),
  level: robot.level,
  duration: robot.durationDays,
  editable: !robot.legacy,
  disable: robot.disabled,
  expires_at: robot.expiresAt === null ? -1 : Number(robot.expiresAt),
  permissions: robot.grants.map((grant) => wirePermission(grant)),
  creator_type: robot.creatorType,
  ...(robot.creatorRef === 0 ? {} : { creator_ref: robot.creatorRef }),
  creation_time: robot.createdAt.toISOString(),
  update_time: robot.updatedAt.toISOString(),
})

/** `RobotCreated`. */
export const wireCreatedRobot = ({ id, name, secret, creationTime, expiresAt }: CreatedRobot) => ({
  id,
  name,
  ...(secret === null ? {} : { secret }),
  creation_time: creationTime,
  expires_at: expiresAt ?? -1,
})

/** `effect` always: clients that send it want it back, and there is no other. */
function wirePermission({ scope, access, project }: ApiRobot['grants'][number]) {
  const place =
    scope === 'system' ? { kind: 'system', namespace: '/' } : { kind: 'project', namespace: project?.name ?? '*' }
  return { ...place, access: decodeAccess(access).map((pair) => ({ ...pair, effect: 'allow' as const })) }
}

/** `Project`. Images are the registry's business, so the count of repositories stays zero. */
export function wireProject(project: ApiProject) {
  const roles = project.members.flatMap(({ role }) => (isRole(role) ? [roleIds[role]] : []))
  return {
    project_id: project.id,
    owner_id: project.ownerId,
    owner_name: project.owner.username,
    name: project.name,
    creation_time: project.createdAt.toISOString(),
    update_time: project.updatedAt.toISOString(),
    ...(roles.length === 0 ? {} : { current_user_role_id: roles[0], current_user_role_ids: roles }),
    repo_count: 0,
    metadata: { public: String(project.public) },
    cve_allowlist: { project_id: project.id, items: [] },
  }
}
