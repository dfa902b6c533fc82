import type { Access } from './access'
import type { PermissionLevel } from './permission-catalog'
import type { SelectionChanges } from './project-selection'
import type { ProjectRobotInput, SystemRobotInput } from './robot-schema'

/** A project, by what is known of it. */
export type ProjectKey = { id: number } | { name: string }

export const isMeant = (key: ProjectKey, project: { id: number; name: string }): boolean =>
  'id' in key ? key.id === project.id : key.name === project.name

/** What is asked for in one place: the system, every project there is and will be, or one project. */
export type PlacedAccess =
  | { scope: 'system' | 'all-projects'; access: readonly Access[] }
  | { scope: 'project'; project: ProjectKey; access: readonly Access[] }

/** All that a robot is to be allowed: in places, and in projects that are told by their difference to what it holds. */
export type AskedGrants = { places: readonly PlacedAccess[]; selection?: SelectionChanges<readonly Access[]> }

/** What a robot is to be, whoever asks in whatever form. */
export type RobotSpec = {
  level: PermissionLevel
  /** Where it lives; null for a robot of the system. */
  project: ProjectKey | null
  /** Without prefix and project. */
  name: string
  description: string
  /** From creation, -1 = never. None = the system's default; of a robot that there is, its own. */
  durationDays?: number
  /** None = no; of a robot that there is, as it stands. */
  disabled?: boolean
  /** None = generate one. */
  secret?: string
  grants: AskedGrants
}

/** What a robot that there is is to become. Level, project and full name say which is meant: they cannot change. */
export type RobotEdit = Omit<RobotSpec, 'name' | 'secret'> & {
  id: number
  fullName?: string
  /** Of the robot that the edit was made from. None = whatever it is now. */
  version?: number
}

/** What the form for either level asks for; its other fields stand for themselves. */
export const robotSpec = <Named>(form: (ProjectRobotInput | SystemRobotInput) & Named) =>
  form.level === 'project' ? projectRobotSpec(form) : systemRobotSpec(form)

export function projectRobotSpec<Form extends ProjectRobotInput>({ project, access, ...fields }: Form) {
  const home = { name: project }
  return { ...fields, project: home, grants: { places: [{ scope: 'project' as const, project: home, access }] } }
}

export function systemRobotSpec<Form extends SystemRobotInput>({ systemAccess, projects, ...fields }: Form) {
  const places: PlacedAccess[] = []
  if (systemAccess.length > 0) places.push({ scope: 'system', access: systemAccess })
  if (projects.kind === 'all') places.push({ scope: 'all-projects', access: projects.access })
  const selection = projects.kind === 'selected' ? projects.selection : undefined
  return { ...fields, project: null, grants: { places, selection } }
}
