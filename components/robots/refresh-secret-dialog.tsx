'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { refreshSecretAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import { FormDialog } from '../ui/form-dialog'
import { SecretDialog } from './secret-dialog'
import { useChosenSecret } from './use-chosen-secret'
import { WhatBreaks } from './what-breaks'

type State = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret }

type RefreshSecretDialogProps = {
  robot: RobotRow
  /** A token's life in minutes, as it is set. */
  tokenMinutes: number
  onClose: () => void
}

/** Gives a robot a new secret: generated and then shown once, or typed twice. */
export function RefreshSecretDialog({ robot, tokenMinutes, onClose }: RefreshSecretDialogProps) {
  const [state, setState] = useState<State>({ kind: 'form' })
  if (state.kind === 'reveal') return <SecretDialog revealed={state.revealed} cause="refreshed" onClose={onClose} />
  return (
    <RefreshForm
      robot={robot}
      tokenMinutes={tokenMinutes}
      onClose={onClose}
      onReveal={(revealed) => setState({ kind: 'reveal', revealed })}
    />
  )
}

type RefreshFormProps = RefreshSecretDialogProps & { onReveal: (revealed: RevealedSecret) => void }

function RefreshForm({ robot, tokenMinutes, onClose, onReveal }: RefreshFormProps) {
  const t = useTranslations('robots.refresh')
  const events = useTranslations('robots.events')
  const { run, pending, error, clearError } = useChange(
    refreshSecretAction,
    (revealed: RevealedSecret | null) => {
      if (revealed) return onReveal(revealed)
      toast.success(t('done', { name: robot.fullName }))
      onClose()
    },
    { title: events('refresh'), names: () => [robot.fullName] },
  )
  const { valid, secret, fields } = useChosenSecret(t('manual'), clearError)

  return (
    <FormDialog
      id="refresh-secret"
      title={t('title')}
      subtitle={robot.fullName}
      submitLabel={t('submit')}
      ready={valid}
      pending={pending}
      error={error}
      onSubmit={() => run({ id: robot.id, secret })}
      onClose={onClose}
    >
      <p className="refresh-text">{t('text')}</p>
      <WhatBreaks robot={robot} tokenMinutes={tokenMinutes} />
      {fields}
    </FormDialog>
  )
}
