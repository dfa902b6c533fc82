'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { changePasswordAction } from '@/lib/actions/account'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { changePasswordForm } from '@/lib/domain/user-schema'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { PasswordField } from '../ui/password-field'

/** Changes one's own password, for who knows the present one. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.password')
  const invalid = useTranslations('account.invalid')
  const common = useTranslations('common')
  const form = useForm({
    resolver: zodResolver(changePasswordForm),
    mode: 'onChange',
    defaultValues: { present: '', password: '', confirmation: '' },
  })
  const { errors, isValid, dirtyFields, touchedFields } = form.formState
  const { run, pending, error } = useChange(changePasswordAction, () => {
    toast.success(t('done'))
    onClose()
  })
  const say = (message: string | undefined) => message && invalid(message as 'present')
  const confirmed = touchedFields.confirmation || form.watch('confirmation') !== ''

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
          <Button type="submit" form="change-password" kind="primary" loading={pending} disabled={!isValid}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form
        id="change-password"
        noValidate
        className="clr-form clr-form-horizontal account-form"
        onSubmit={form.handleSubmit(({ present, password }) => run({ present, password }))}
      >
        {error && (
          <Alert kind="danger" role="alert">
            {error}
          </Alert>
        )}
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
      </form>
    </Dialog>
  )
}
