'use client'

import { useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { updateUserAction } from '@/lib/actions/users'
import { takeNewest } from '@/lib/client/take-newest'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useFieldText } from '@/lib/client/use-field-text'
import type { UserRow } from '@/lib/domain/users/user-row'
import { profileForm, type ProfileForm } from '@/lib/domain/users/user-schema'
import { FormDialog } from '../ui/form-dialog'
import { TextField } from '../ui/text-field'
import { useStale } from '../ui/use-stale'

/** `newest` is the user's row as the list has it by now; undefined where it is not in it. */
type EditUserDialogProps = { user: UserRow; newest?: UserRow; onClose: () => void }

const formOf = ({ realName, email }: UserRow): ProfileForm => ({ realName, email })

type Translate = ReturnType<typeof useTranslations<'users'>>

const fieldsOf = (t: Translate, seen: ProfileForm, typed: ProfileForm, stored: ProfileForm) =>
  (['realName', 'email'] as const).map((name) => ({
    label: t(`columns.${name}`),
    ...{ seen: seen[name], typed: typed[name], stored: stored[name], now: stored[name] },
  }))

/** Changes what is told of another user. */
export function EditUserDialog({ user, newest, onClose }: EditUserDialogProps) {
  const t = useTranslations('users')
  const say = useFieldText('users.invalid')
  const [seen, setSeen] = useState(() => formOf(user))
  const form = useForm<ProfileForm>({ resolver: zodResolver(profileForm), mode: 'onChange', defaultValues: seen })
  const { errors, isValid, isDirty } = form.formState
  const change = useChange(
    updateUserAction,
    () => {
      toast.success(t('edit.done', { name: user.username }))
      onClose()
    },
    { title: t('edit.title'), names: () => [user.username] },
  )
  const stored = newest && formOf(newest)
  const { run, error } = useStale({
    ...change,
    fields: stored ? fieldsOf(t, seen, form.getValues(), stored) : null,
    reload: () => {
      if (!stored) return
      takeNewest(form, stored)
      setSeen(stored)
    },
  })

  return (
    <FormDialog
      id="edit-user"
      className="clr-form-horizontal user-form"
      title={t('edit.title')}
      subtitle={user.username}
      submitLabel={t('edit.submit')}
      ready={isValid && isDirty}
      pending={change.pending}
      error={error}
      onSubmit={form.handleSubmit((profile) => run({ id: user.id, profile, seen }))}
      onClose={onClose}
    >
      <TextField
        id="edit-real-name"
        label={t('columns.realName')}
        error={say(errors.realName?.message)}
        {...form.register('realName')}
      />
      <TextField
        id="edit-email"
        label={t('columns.email')}
        help={t('create.emailHelp')}
        inputMode="email"
        error={say(errors.email?.message)}
        {...form.register('email')}
      />
    </FormDialog>
  )
}
