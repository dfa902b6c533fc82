'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { refreshSecretAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useFieldText } from '@/lib/client/use-field-text'
import { chosenSecretForm } from '@/lib/domain/robot-schema'
import type { RevealedSecret, RobotRow } from '@/lib/domain/robot-row'
import { FormDialog } from '../ui/form-dialog'
import { PasswordField } from '../ui/password-field'
import { Toggle } from '../ui/toggle'
import { SecretDialog } from './secret-dialog'

type State = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedSecret }

/** Gives a robot a new secret: generated and then shown once, or typed twice. */
export function RefreshSecretDialog({ robot, onClose }: { robot: RobotRow; onClose: () => void }) {
  const [state, setState] = useState<State>({ kind: 'form' })
  if (state.kind === 'reveal') return <SecretDialog revealed={state.revealed} cause="refreshed" onClose={onClose} />
  return <RefreshForm robot={robot} onClose={onClose} onReveal={(revealed) => setState({ kind: 'reveal', revealed })} />
}

type RefreshFormProps = { robot: RobotRow; onClose: () => void; onReveal: (revealed: RevealedSecret) => void }

function RefreshForm({ robot, onClose, onReveal }: RefreshFormProps) {
  const t = useTranslations('robots.refresh')
  const robots = useTranslations('robots')
  const fieldText = useFieldText('robots.invalid')
  const [manual, setManual] = useState(false)
  const form = useForm({
    resolver: zodResolver(chosenSecretForm),
    mode: 'onChange',
    defaultValues: { secret: '', confirmation: '' },
  })
  const { errors, isValid, touchedFields } = form.formState

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
  const submit = (secret?: string) => run({ id: robot.id, secret })

  function chooseManual(next: boolean) {
    form.reset()
    clearError()
    setManual(next)
  }

  return (
    <FormDialog
      id="refresh-secret"
      title={t('title')}
      subtitle={robot.fullName}
      submitLabel={t('submit')}
      ready={!manual || isValid}
      pending={pending}
      error={error}
      onSubmit={manual ? form.handleSubmit(({ secret }) => submit(secret)) : () => submit()}
      onClose={onClose}
    >
      <p className="refresh-text">
        {t('text')} {robots('tokensLast')}
      </p>
      <Toggle
        id="manual-secret"
        label={t('manual')}
        checked={manual}
        onChange={(event) => chooseManual(event.target.checked)}
      />
      {manual && (
        <>
          <PasswordField
            id="new-secret"
            label={t('secret')}
            placeholder={t('secretPlaceholder')}
            autoComplete="new-password"
            error={fieldText(errors.secret?.message)}
            {...form.register('secret', { deps: 'confirmation' })}
          />
          <PasswordField
            id="confirm-secret"
            label={t('confirm')}
            placeholder={t('confirmPlaceholder')}
            autoComplete="new-password"
            error={
              touchedFields.confirmation || form.watch('confirmation')
                ? fieldText(errors.confirmation?.message)
                : undefined
            }
            {...form.register('confirmation')}
          />
        </>
      )}
    </FormDialog>
  )
}
