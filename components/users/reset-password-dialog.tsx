'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { resetPasswordAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedPassword, UserRow } from '@/lib/domain/users/user-row'
import { FormDialog } from '../ui/form-dialog'
import { PasswordChoice, usePasswordForm } from './password-choice'
import { RevealPasswordDialog } from './reveal-password-dialog'

type State = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedPassword }

/** Gives a user a new password: generated and then shown once, or typed twice. */
export function ResetPasswordDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const [state, setState] = useState<State>({ kind: 'form' })
  if (state.kind === 'reveal') return <RevealPasswordDialog revealed={state.revealed} cause="reset" onClose={onClose} />
  return <ResetForm user={user} onClose={onClose} onReveal={(revealed) => setState({ kind: 'reveal', revealed })} />
}

type ResetFormProps = { user: UserRow; onClose: () => void; onReveal: (revealed: RevealedPassword) => void }

function ResetForm({ user, onClose, onReveal }: ResetFormProps) {
  const t = useTranslations('users.reset')
  const [manual, setManual] = useState(false)
  const chosen = usePasswordForm()
  const { run, pending, error } = useChange(
    resetPasswordAction,
    (revealed: RevealedPassword | null) => {
      if (revealed) return onReveal(revealed)
      toast.success(t('done', { name: user.username }))
      onClose()
    },
    { title: t('title'), names: () => [user.username], reveals: Boolean },
  )

  return (
    <FormDialog
      id="reset-password"
      className="clr-form-horizontal user-form"
      title={t('title')}
      subtitle={user.username}
      submitLabel={t('submit')}
      ready={!manual || chosen.formState.isValid}
      pending={pending}
      error={error}
      onSubmit={
        manual ? chosen.handleSubmit(({ password }) => run({ id: user.id, password })) : () => run({ id: user.id })
      }
      onClose={onClose}
    >
      <p>{t('text')}</p>
      <PasswordChoice form={chosen} manual={manual} onManual={setManual} />
    </FormDialog>
  )
}
