import 'server-only'
import { parseAccessKey } from '@/lib/domain/access'
import type { RobotHome, RobotProject } from '@/lib/domain/robot-row'

export const wireRobotProject = ({ id, name, createdAt, access }: RobotProject) => ({
  project_id: id,
  name,
  creation_time: createdAt.toISOString(),
  access: access.map(parseAccessKey),
})

export const wireRobotHome = ({ id, name, createdAt }: RobotHome) => ({
  project_id: id,
  name,
  creation_time: createdAt.toISOString(),
})
