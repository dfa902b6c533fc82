'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { createUserAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { RevealedPassword } from '@/lib/domain/users/user-row'
import { newUserForm } from '@/lib/domain/users/user-schema'
import { FormDialog } from '../ui/form-dialog'
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
  const [manual, setManual] = useState(false)
  const chosen = usePasswordForm()
  const user = useForm({
    resolver: zodResolver(newUserForm),
    mode: 'onChange',
    defaultValues: { username: '', realName: '', email: '', isAdmin: false },
  })
  const complete = user.formState.isValid && (!manual || chosen.formState.isValid)
  const { run, pending, error } = useChange(
    createUserAction,
    (revealed: RevealedPassword | null) => {
      if (revealed) return onReveal(revealed)
      toast.success(t('done', { name: user.getValues('username') }))
      onClose()
    },
    { title: t('event'), names: ({ username }) => [username], reveals: Boolean },
  )

  return (
    <FormDialog
      id="create-user"
      className="clr-form-horizontal user-form"
      title={t('title')}
      submitLabel={t('submit')}
      ready={complete}
      pending={pending}
      error={error}
      onSubmit={() => run({ ...user.getValues(), password: manual ? chosen.getValues('password') : undefined })}
      onClose={onClose}
    >
      <NewUserFields form={user} />
      <PasswordChoice form={chosen} manual={manual} onManual={setManual} />
    </FormDialog>
  )
}
