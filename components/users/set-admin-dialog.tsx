'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { setUserAdminAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { UserRow } from '@/lib/domain/user-row'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, then makes a user a system admin or takes it back. Who gives up the own rights leaves the page with them. */
export function SetAdminDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const isAdmin = !user.isAdmin
  const router = useRouter()
  const all = useTranslations('users')
  const t = useTranslations(isAdmin ? 'users.setAdmin' : 'users.unsetAdmin')
  const { run, pending, error } = useChange(setUserAdminAction, () => {
    toast.success(t('done', { name: user.username }))
    if (user.isSelf) router.replace(paths.projects())
    onClose()
  })

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind={isAdmin ? 'primary' : 'danger'}
      pending={pending}
      error={error}
      onConfirm={() => run({ id: user.id, isAdmin })}
    >
      {user.isSelf && !isAdmin ? all('unsetAdmin.self') : t('question', { name: user.username })}
    </ConfirmDialog>
  )
}
