'use client'

import { useState, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { resetPasswordAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedPassword, UserRow } from '@/lib/domain/user-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
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
  const common = useTranslations('common')
  const [manual, setManual] = useState(false)
  const chosen = usePasswordForm()
  const { run, pending, error } = useChange(resetPasswordAction, (revealed: RevealedPassword | null) => {
    if (revealed) return onReveal(revealed)
    toast.success(t('done', { name: user.username }))
    onClose()
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!manual) return run({ id: user.id })
    return chosen.handleSubmit(({ password }) => run({ id: user.id, password }))(event)
  }

  return (
    <Dialog
      open
      onOpenChange={() => !pending && onClose()}
      title={t('title')}
      subtitle={user.username}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            form="reset-password"
            kind="primary"
            loading={pending}
            disabled={manual && !chosen.formState.isValid}
          >
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id="reset-password" noValidate className="clr-form clr-form-horizontal user-form" onSubmit={submit}>
        {error && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
        <p>{t('text')}</p>
        <PasswordChoice form={chosen} manual={manual} onManual={setManual} />
      </form>
    </Dialog>
  )
}
