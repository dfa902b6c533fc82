'use client'

import type { RobotRow } from '@/lib/domain/robot-row'
import { ActivityPanel } from './activity-panel'
import { PermissionsDialog } from './permissions-dialog'
import { RefreshSecretDialog } from './refresh-secret-dialog'
import { RemoveDialog } from './remove-dialog'
import type { ActionDialog } from './robot-actions'
import { CreateRobotWizard, EditRobotWizard } from './robot-wizard'
import type { ProjectRobotsContext } from './robots-context'
import { SetDisabledDialog } from './set-disabled-dialog'

/** What may be open over the table. One at a time. */
export type OpenDialog =
  ActionDialog<RobotRow> | { kind: 'create' } | { kind: 'permissions' | 'recreate'; robot: RobotRow }

type RobotDialogsProps = { dialog: OpenDialog; context: ProjectRobotsContext; onClose: () => void }

/** The dialog that is open over the table. */
export function RobotDialogs({ dialog, context, onClose }: RobotDialogsProps) {
  if (dialog.kind === 'create') return <CreateRobotWizard context={context} onClose={onClose} />
  if (dialog.kind === 'recreate') return <CreateRobotWizard context={context} legacy={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'activity') return <ActivityPanel robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'edit') return <EditRobotWizard context={context} robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'refresh-secret') return <RefreshSecretDialog robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'set-disabled') return <SetDisabledDialog robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'remove') return <RemoveDialog robots={dialog.robots} onClose={onClose} />
  return <PermissionsDialog name={dialog.robot.fullName} access={dialog.robot.access} onClose={onClose} />
}
