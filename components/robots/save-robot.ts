import {
  createRobotAction,
  createSystemRobotAction,
  updateRobotAction,
  updateSystemRobotAction,
} from '@/lib/actions/robots'
import type { ActionResult } from '@/lib/client/run-action'
import { formDuration, type RobotForm } from '@/lib/domain/robot-form'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import type { CreateSystemRobotInput } from '@/lib/domain/system-robot-schema'
import type { RobotsContext } from './robots-context'

/** What was chosen in the steps of the wizard. */
export type RobotChoice = {
  form: RobotForm
  /** Permission keys at the robot's level. */
  access: string[]
  /** Of a system robot. */
  projects: CreateSystemRobotInput['projects']
}

/** Makes or edits a robot of either level. A new one answers its secret. */
export function saveRobot(
  { level, project, defaultDurationDays }: RobotsContext,
  robot: RobotRow | null,
  { form, access, projects }: RobotChoice,
): Promise<ActionResult<RevealedSecret | void>> {
  const durationDays = formDuration(form, defaultDurationDays)!
  const grants = { systemAccess: access, projects }
  if (robot) {
    const edit = { id: robot.id, version: robot.version, description: form.description, durationDays }
    return level === 'system' ? updateSystemRobotAction({ ...edit, ...grants }) : updateRobotAction({ ...edit, access })
  }
  const made = {
    name: form.name,
    description: form.description,
    durationDays: form.expiration === 'default' ? undefined : durationDays,
  }
  return project
    ? createRobotAction({ ...made, project: project.name, access })
    : createSystemRobotAction({ ...made, ...grants })
}
