'use client'

import { useState, type FormEvent } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { createUserAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedPassword } from '@/lib/domain/user-row'
import { newUserForm } from '@/lib/domain/user-schema'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { NewUserFields } from './new-user-fields'
import { PasswordChoice, usePasswordForm } from './password-choice'
import { RevealPasswordDialog } from './reveal-password-dialog'

type State = { kind: 'form' } | { kind: 'reveal'; revealed: RevealedPassword }

/** Makes a user; a generated password is then shown once. */
export function CreateUserDialog({ onClose }: { onClose: () => void }) {
  const [state, setState] = useState<State>({ kind: 'form' })
  if (state.kind === 'form')
    return <CreateForm onClose={onClose} onReveal={(revealed) => setState({ kind: 'reveal', revealed })} />
  return <RevealPasswordDialog revealed={state.revealed} cause="created" onClose={onClose} />
}

type CreateFormProps = { onClose: () => void; onReveal: (revealed: RevealedPassword) => void }

function CreateForm({ onClose, onReveal }: CreateFormProps) {
  const t = useTranslations('users.create')
  const common = useTranslations('common')
  const [manual, setManual] = useState(false)
  const chosen = usePasswordForm()
  const user = useForm({
    resolver: zodResolver(newUserForm),
    mode: 'onChange',
    defaultValues: { username: '', realName: '', isAdmin: false },
  })
  const complete = user.formState.isValid && (!manual || chosen.formState.isValid)
  const { run, pending, error } = useChange(createUserAction, (revealed: RevealedPassword | null) => {
    if (revealed) return onReveal(revealed)
    toast.success(t('done', { name: user.getValues('username') }))
    onClose()
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!complete) return
    run({ ...user.getValues(), password: manual ? chosen.getValues('password') : undefined })
  }

  return (
    <Dialog
      open
      onOpenChange={() => !pending && onClose()}
      title={t('title')}
      footer={
        <>
          <Button onClick={onClose} disabled={pending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form="create-user" kind="primary" loading={pending} disabled={!complete}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id="create-user" noValidate className="clr-form clr-form-horizontal user-form" onSubmit={submit}>
        {error && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
        <NewUserFields form={user} />
        <PasswordChoice form={chosen} manual={manual} onManual={setManual} />
      </form>
    </Dialog>
  )
}
