'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Dialog } from '../../ui/dialog'
import { RobotActivity } from './robot-activity'

/** What a robot has been doing, beside the list it is in. */
export function ActivityPanel({ robot, onClose }: { robot: RobotRow; onClose: () => void }) {
  const t = useTranslations('robots.activity')
  return (
    <Dialog open onOpenChange={onClose} placement="side" dismiss="outside" title={t('title')} subtitle={robot.fullName}>
      <RobotActivity id={robot.id} />
    </Dialog>
  )
}
