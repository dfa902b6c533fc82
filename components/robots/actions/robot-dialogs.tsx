'use client'

import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { ActivityPanel } from '../activity/activity-panel'
import { HowToUseDialog } from '../hand-off/how-to-use-dialog'
import { PermissionsDialog } from '../permissions/permissions-dialog'
import { ProjectsDialog } from '../projects/projects-dialog'
import type { RobotListState } from '../robot-list-params'
import type { RobotsContext, RobotsTableContext } from '../robots-context'
import { EndSecretDialog } from '../secrets/end-secret-dialog'
import { KeepSecretDialog } from '../secrets/keep-secret-dialog'
import { RefreshSecretDialog } from '../secrets/refresh-secret-dialog'
import { LessDialog } from '../wizard/less-dialog'
import { RobotWizard } from '../wizard/robot-wizard'
import { ChangeRobotsDialog } from './change-robots-dialog'
import { CloneRobotDialog } from './clone-robot-dialog'
import { ExtendRobotsDialog } from './extend-robots-dialog'
import { MatchingRobotsDialog } from './matching-robots-dialog'
import type { OpenDialog } from './robot-actions'
import { SetRobotDisabledDialog } from './set-robot-disabled-dialog'

type RobotDialogsProps = {
  dialog: OpenDialog
  context: RobotsTableContext
  /** Which robots the table below shows, where there is one. */
  list?: RobotListState
  /** Those of the table or the page below, as they are by now. */
  rows?: RobotRow[]
  /** Instead of `onClose` once what it was about is deleted. */
  onDeleted?: () => void
  onClose: () => void
}

/** The dialog that is open over the table. */
export function RobotDialogs({ dialog, context, list, rows, onDeleted, onClose }: RobotDialogsProps) {
  const { tokenMinutes } = context
  if (dialog.kind === 'create') {
    const { level } = context
    return level === 'all' ? null : <RobotWizard context={{ ...context, level }} robot={null} onClose={onClose} />
  }
  if (dialog.kind === 'matching') {
    return list && <MatchingRobotsDialog change={dialog.change} context={context} list={list} onClose={onClose} />
  }
  if (dialog.kind === 'extend') return <ExtendRobotsDialog robots={dialog.robots} onClose={onClose} />
  if (dialog.kind === 'change') {
    return <ChangeRobotsDialog {...dialog} tokenMinutes={tokenMinutes} onDeleted={onDeleted} onClose={onClose} />
  }
  const { robot } = dialog
  if (dialog.kind === 'permissions') {
    return <PermissionsDialog name={robot.fullName} access={dialog.access} onClose={onClose} />
  }
  if (dialog.kind === 'recreate')
    return <RobotWizard context={contextOf(robot, context)} robot={null} legacy={robot} onClose={onClose} />
  const newest = rows?.find(({ id }) => id === robot.id)
  if (dialog.kind === 'less')
    return <LessDialog robot={newest ?? robot} context={contextOf(robot, context)} onClose={onClose} />
  if (dialog.kind === 'edit') {
    const proposed = 'proposed' in dialog ? dialog.proposed : undefined
    return <RobotWizard context={contextOf(robot, context)} {...{ robot, newest, proposed, onClose }} />
  }
  if (dialog.kind === 'clone') return <CloneRobotDialog robot={robot} prefix={context.prefix} onClose={onClose} />
  if (dialog.kind === 'refresh-secret') {
    const { secretOverlapHours: overlapHours } = context
    return <RefreshSecretDialog {...{ robot, tokenMinutes, overlapHours, onClose }} />
  }
  if (dialog.kind === 'retire-secret' || dialog.kind === 'cancel-rotation')
    return <EndSecretDialog {...dialog} tokenMinutes={tokenMinutes} onClose={onClose} />
  if (dialog.kind === 'keep-secret') return <KeepSecretDialog {...dialog} onClose={onClose} />
  if (dialog.kind === 'set-disabled')
    return <SetRobotDisabledDialog robot={robot} tokenMinutes={tokenMinutes} onClose={onClose} />
  if (dialog.kind === 'how-to-use') return <HowToUseDialog robot={robot} onClose={onClose} />
  if (dialog.kind === 'activity') return <ActivityPanel robot={robot} onClose={onClose} />
  return <ProjectsDialog robot={robot} onClose={onClose} />
}

/** Where a robot is, whatever table it is looked at in. */
const contextOf = ({ level, project }: RobotRow, context: RobotsTableContext): RobotsContext => ({
  ...context,
  level,
  project,
})
