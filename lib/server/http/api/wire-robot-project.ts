import 'server-only'
import { packedKeys } from '@/lib/domain/permissions/access'
import type { HeldProjects } from '@/lib/domain/permissions/project-selection'
import type { RobotHome, RobotProject } from '@/lib/domain/robots/robot-row'

// Permissions as keys, packed: patterns of repositories may be long, and a list has many rows.

export const wireRobotProject = ({ id, name, createdAt, access }: RobotProject) => ({
  project_id: id,
  name,
  creation_time: createdAt.toISOString(),
  access: packedKeys(access),
})

export const wireHeldProjects = (held: HeldProjects): HeldProjects =>
  held.map(({ access, projects }) => ({ access: packedKeys(access), projects }))
export const wireRobotHome = ({ id, name, createdAt }: RobotHome) => ({
  project_id: id,
  name,
  creation_time: createdAt.toISOString(),
})
