'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Dialog } from '../../ui/dialog'
import { CopyName } from './copy-name'
import { HandOff } from './hand-off'

/** How to sign in as a robot that there is: its secret was shown when it was made, and nobody knows it here. */
export function HowToUseDialog({ robot, onClose }: { robot: RobotRow; onClose: () => void }) {
  const t = useTranslations('robots.handOff')
  const { id, fullName: name } = robot
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={t('heading')}>
      <CopyName name={name} />
      <p className="hand-off-once">{t('placeholder')}</p>
      <HandOff robot={{ id, name }} secret={null} headless />
    </Dialog>
  )
}
