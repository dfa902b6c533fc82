'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { Dialog } from '../ui/dialog'
import { pairsOf, PermissionMatrix } from './permission-matrix'

/** What a robot may do, to look at. */
export function PermissionsDialog({ robot, onClose }: { robot: RobotRow; onClose: () => void }) {
  const t = useTranslations('robots')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      dismiss="outside"
      title={t('permissionsOf')}
      subtitle={robot.fullName}
    >
      <PermissionMatrix id="robot-permissions" candidates={pairsOf(robot.access)} selected={new Set(robot.access)} />
    </Dialog>
  )
}
