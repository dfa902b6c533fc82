'use client'

import { useTranslations } from 'next-intl'
import { removeUserAction } from '@/lib/actions/users'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import type { UserRow } from '@/lib/domain/user-row'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, naming all that goes with the user and what stays, then deletes. */
export function RemoveUserDialog({ user, onClose }: { user: UserRow; onClose: () => void }) {
  const t = useTranslations('users.remove')
  const { run, pending, error } = useChange(removeUserAction, () => {
    toast.success(t('done', { name: user.username }))
    onClose()
  })

  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      pending={pending}
      error={error}
      onConfirm={() => run({ id: user.id })}
    >
      <p>{t('question', { name: user.username })}</p>
      <ul className="user-consequences">
        <li>{t('sessions')}</li>
        {user.memberships > 0 && <li>{t('memberships', { count: user.memberships })}</li>}
        {user.ownedProjects > 0 && <li>{t('projects', { count: user.ownedProjects })}</li>}
        <li>{t('robots')}</li>
      </ul>
    </ConfirmDialog>
  )
}
