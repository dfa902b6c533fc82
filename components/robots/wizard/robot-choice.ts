import type { ProposedAccess } from '@/lib/domain/explain/access-changes'
import type { Less } from '@/lib/domain/difference/less-proposal'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robots/robot-row'
import type { RobotForm } from '@/lib/domain/robots/robot-form'
import type { CoveredProjectsForm } from '@/lib/domain/robots/robot-schema'
import type { RobotsContext } from '../robots-context'

/** What was chosen in the steps of the wizard. */
export type RobotChoice = {
  form: RobotForm
  /** None = generate one. */
  secret?: string
  /** Permission keys at the robot's level. */
  access: string[]
  /** Of a system robot. */
  projects: CoveredProjectsForm
}

export type MadeRobot =
  { kind: 'generated'; robot: RevealedSecret } | { kind: 'chosen'; robot: { id: number; name: string }; secret: string }

export type RobotWizardProps = {
  context: RobotsContext
  /** null = a new one; of one that exists the name stands, and finishing needs a change. */
  robot: RobotRow | null
  /** Its row as the list has it by now; undefined where it is not in it. */
  newest?: RobotRow
  /** A legacy robot whose place a new one is to take: the wizard starts with what that may do today. */
  legacy?: RobotRow
  /** What would do for the robot: filled in, and shown as what it changes. */
  less?: Less
  /** What the form starts with instead of what the robot holds there. */
  proposed?: ProposedAccess
  onClose: () => void
}
