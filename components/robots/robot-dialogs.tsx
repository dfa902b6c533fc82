'use client'

import type { RobotRow } from '@/lib/domain/robot-row'
import { ActivityPanel } from './activity-panel'
import { ChangeRobotsDialog } from './change-robots-dialog'
import { ExtendRobotsDialog } from './extend-robots-dialog'
import { PermissionsDialog } from './permissions-dialog'
import { ProjectsDialog } from './projects-dialog'
import { RefreshSecretDialog } from './refresh-secret-dialog'
import type { OpenDialog } from './robot-actions'
import { RobotWizard } from './robot-wizard'
import type { RobotsContext } from './robots-context'
import { SetRobotDisabledDialog } from './set-robot-disabled-dialog'

type RobotDialogsProps = {
  dialog: OpenDialog
  context: RobotsContext
  /** Those of the table below, as they are by now. */
  rows?: RobotRow[]
  onClose: () => void
}

/** The dialog that is open over the table. */
export function RobotDialogs({ dialog, context, rows, onClose }: RobotDialogsProps) {
  if (dialog.kind === 'create') return <RobotWizard context={context} robot={null} onClose={onClose} />
  if (dialog.kind === 'extend') return <ExtendRobotsDialog robots={dialog.robots} onClose={onClose} />
  if (dialog.kind === 'change') {
    return <ChangeRobotsDialog change={dialog.change} robots={dialog.robots} onClose={onClose} />
  }
  const { robot } = dialog
  if (dialog.kind === 'permissions') {
    return <PermissionsDialog name={robot.fullName} access={dialog.access} onClose={onClose} />
  }
  if (dialog.kind === 'recreate') return <RobotWizard context={context} robot={null} legacy={robot} onClose={onClose} />
  if (dialog.kind === 'edit') {
    const newest = rows?.find(({ id }) => id === robot.id)
    return <RobotWizard context={context} robot={robot} newest={newest} onClose={onClose} />
  }
  if (dialog.kind === 'refresh-secret') return <RefreshSecretDialog robot={robot} onClose={onClose} />
  if (dialog.kind === 'set-disabled') return <SetRobotDisabledDialog robot={robot} onClose={onClose} />
  if (dialog.kind === 'activity') return <ActivityPanel robot={robot} onClose={onClose} />
  return <ProjectsDialog robot={robot} onClose={onClose} />
}
