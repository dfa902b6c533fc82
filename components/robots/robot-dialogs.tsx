'use client'

import { PermissionsDialog } from './permissions-dialog'
import { RefreshSecretDialog } from './refresh-secret-dialog'
import { RemoveDialog } from './remove-dialog'
import type { OpenDialog } from './robot-actions'
import { CreateRobotWizard, EditRobotWizard } from './robot-wizard'
import type { RobotsContext } from './robots-context'
import { SetDisabledDialog } from './set-disabled-dialog'

type RobotDialogsProps = { dialog: OpenDialog; context: RobotsContext; onClose: () => void }

/** The dialog that is open over the table. */
export function RobotDialogs({ dialog, context, onClose }: RobotDialogsProps) {
  if (dialog.kind === 'create') return <CreateRobotWizard context={context} onClose={onClose} />
  if (dialog.kind === 'edit') return <EditRobotWizard context={context} robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'refresh-secret') return <RefreshSecretDialog robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'set-disabled') return <SetDisabledDialog robot={dialog.robot} onClose={onClose} />
  if (dialog.kind === 'remove') return <RemoveDialog robots={dialog.robots} onClose={onClose} />
  return <PermissionsDialog robot={dialog.robot} onClose={onClose} />
}
