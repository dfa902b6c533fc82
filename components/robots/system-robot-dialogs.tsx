'use client'

import type { SystemRobotRow } from '@/lib/domain/robot-row'
import { ActivityPanel } from './activity-panel'
import { PermissionsDialog } from './permissions-dialog'
import { ProjectsDialog } from './projects-dialog'
import { RefreshSecretDialog } from './refresh-secret-dialog'
import { RemoveDialog } from './remove-dialog'
import type { ActionDialog } from './robot-actions'
import type { RobotsContext } from './robots-context'
import { SetDisabledDialog } from './set-disabled-dialog'
import { CreateSystemRobotWizard, EditSystemRobotWizard } from './system-robot-wizard'

/** What may be open over the table. One at a time. */
export type OpenSystemDialog =
  | ActionDialog<SystemRobotRow>
  | { kind: 'create' }
  | { kind: 'permissions'; robot: SystemRobotRow; access: string[] }
  | { kind: 'projects'; robot: SystemRobotRow }

type SystemRobotDialogsProps = { dialog: OpenSystemDialog; context: RobotsContext; onClose: () => void }

/** The dialog that is open over the table. */
export function SystemRobotDialogs({ dialog, context, onClose }: SystemRobotDialogsProps) {
  if (dialog.kind === 'create') return <CreateSystemRobotWizard context={context} onClose={onClose} />
  if (dialog.kind === 'remove') return <RemoveDialog robots={dialog.robots} onClose={onClose} />
  if (dialog.kind === 'projects') return <ProjectsDialog robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'permissions') {
    return <PermissionsDialog name={dialog.robot.fullName} access={dialog.access} onClose={onClose} />
  }
  if (dialog.kind === 'activity') return <ActivityPanel robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'edit') return <EditSystemRobotWizard context={context} robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'refresh-secret') return <RefreshSecretDialog robot={dialog.robot} onClose={onClose} />
  return <SetDisabledDialog robot={dialog.robot} onClose={onClose} />
}
