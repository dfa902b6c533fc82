'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { changePasswordAction } from '@/lib/actions/account'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useFieldText } from '@/lib/client/use-field-text'
import { changePasswordForm } from '@/lib/domain/users/user-schema'
import { FormDialog } from '../ui/form-dialog'
import { PasswordField } from '../ui/password-field'

/** Changes one's own password, for who knows the present one. */
export function ChangePasswordDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const t = useTranslations('account.password')
  const say = useFieldText('account.invalid')
  const form = useForm({
    resolver: zodResolver(changePasswordForm),
    mode: 'onChange',
    defaultValues: { present: '', password: '', confirmation: '' },
  })
  const { errors, isValid, dirtyFields, touchedFields } = form.formState
  const { run, pending, error } = useChange(
    changePasswordAction,
    () => {
      toast.success(t('done'))
      onClose()
    },
    { title: t('title'), names: () => [username] },
  )
  const confirmed = touchedFields.confirmation || form.watch('confirmation') !== ''

  return (
    <FormDialog
      id="change-password"
      className="clr-form-horizontal account-form"
      title={t('title')}
      submitLabel={t('submit')}
      ready={isValid}
      pending={pending}
      error={error}
      onSubmit={form.handleSubmit(({ present, password }) => run({ present, password }))}
      onClose={onClose}
    >
      <p>{t('text')}</p>
      <PasswordField
        id="present-password"
        label={t('present')}
        required
        autoComplete="current-password"
        error={say(errors.present?.message)}
        {...form.register('present', { deps: 'password' })}
      />
      <PasswordField
        id="own-new-password"
        label={t('new')}
        required
        autoComplete="new-password"
        error={dirtyFields.password ? say(errors.password?.message) : undefined}
        {...form.register('password', { deps: 'confirmation' })}
      />
      <PasswordField
        id="own-confirm-password"
        label={t('confirm')}
        required
        autoComplete="new-password"
        error={confirmed ? say(errors.confirmation?.message) : undefined}
        {...form.register('confirmation')}
      />
    </FormDialog>
  )
}
