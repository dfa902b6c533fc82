'use client'

import { useTranslations } from 'next-intl'
import { setUserDisabledAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { UserRow } from '@/lib/domain/user-row'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, then disables an enabled user or enables a disabled one. */
export function SetDisabledDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const disabled = !user.disabled
  const t = useTranslations(disabled ? 'users.disable' : 'users.enable')
  const { run, pending, error } = useChange(setUserDisabledAction, () => {
    toast.success(t('done', { name: user.username }))
    onClose()
  })

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={disabled ? 'danger' : 'primary'}
      pending={pending}
      error={error}
      onConfirm={() => run({ id: user.id, disabled })}
    >
      {t('question', { name: user.username })}
    </ConfirmDialog>
  )
}
