'use client'

import { useTranslations } from 'next-intl'
import { setRobotDisabledAction } from '@/lib/actions/robots'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { ConfirmAction } from '../../ui/confirm-action'
import { WhatBreaks } from '../activity/what-breaks'

type SetRobotDisabledDialogProps = {
  robot: RobotRow
  /** A token's life in minutes, as it is set. */
  tokenMinutes: number
  onClose: () => void
}

/** Asks, then disables an enabled robot or enables a disabled one. */
export function SetRobotDisabledDialog({ robot, tokenMinutes, onClose }: SetRobotDisabledDialogProps) {
  const disabled = !robot.disabled
  const name = robot.fullName
  const t = useTranslations(disabled ? 'robots.disable' : 'robots.enable')
  const robots = useTranslations('robots')
  return (
    <ConfirmAction
      action={setRobotDisabledAction}
      input={{ id: robot.id, disabled }}
      event={robots(disabled ? 'events.disable' : 'events.enable')}
      name={name}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={disabled ? 'danger' : 'primary'}
      done={t('done', { name })}
      onClose={onClose}
    >
      <p>{t('question', { name })}</p>
      {disabled && <WhatBreaks robot={robot} tokenMinutes={tokenMinutes} />}
    </ConfirmAction>
  )
}
