import type { z } from 'zod'
import { createRobotAction, updateRobotAction } from '@/lib/actions/robots'
import type { ActionResult } from '@/lib/client/run-action'
import { formDuration, type RobotForm } from '@/lib/domain/robot-form'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import type { createRobotInput } from '@/lib/domain/robot-schema'
import type { RobotsContext } from './robots-context'

type SystemRobot = Extract<z.input<typeof createRobotInput>, { level: 'system' }>

/** What was chosen in the steps of the wizard. */
export type RobotChoice = {
  form: RobotForm
  /** Permission keys at the robot's level. */
  access: string[]
  /** Of a system robot. */
  projects: SystemRobot['projects']
}

/** Makes or edits a robot of either level. A new one answers its secret. */
export function saveRobot(
  { project, defaultDurationDays }: RobotsContext,
  robot: RobotRow | null,
  { form, access, projects }: RobotChoice,
): Promise<ActionResult<RevealedSecret | void>> {
  const { name, description, expiration } = form
  const durationDays = formDuration(form, defaultDurationDays)!
  const grants = project
    ? { level: 'project' as const, project: project.name, access }
    : { level: 'system' as const, systemAccess: access, projects }
  if (robot) return updateRobotAction({ ...grants, id: robot.id, version: robot.version, description, durationDays })
  const asked = expiration === 'default' ? undefined : durationDays
  return createRobotAction({ ...grants, name, description, durationDays: asked })
}
