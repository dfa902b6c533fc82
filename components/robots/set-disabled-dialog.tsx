'use client'

import { useTranslations } from 'next-intl'
import { setRobotDisabledAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RobotSummary } from '@/lib/domain/robot-row'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, then disables an enabled robot or enables a disabled one. */
export function SetDisabledDialog({ robot, onClose }: { robot: RobotSummary; onClose: () => void }) {
  const disabled = !robot.disabled
  const t = useTranslations(disabled ? 'robots.disable' : 'robots.enable')
  const events = useTranslations('robots.events')
  const { run, pending, error } = useChange(
    setRobotDisabledAction,
    () => {
      toast.success(t('done', { name: robot.fullName }))
      onClose()
    },
    { title: events(disabled ? 'disable' : 'enable'), names: () => [robot.fullName] },
  )

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={disabled ? 'danger' : 'primary'}
      pending={pending}
      error={error}
      onConfirm={() => run({ id: robot.id, disabled })}
    >
      {t('question', { name: robot.fullName })}
    </ConfirmDialog>
  )
}
