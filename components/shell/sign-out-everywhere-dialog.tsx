'use client'

import { useTranslations } from 'next-intl'
import { signOutEverywhereAction } from '@/lib/actions/account'
import { useChange } from '@/lib/client/use-change'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '../ui/confirm-dialog'

/** Asks, then ends all of the user's sessions, the present one too. */
export function SignOutEverywhereDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('account.everywhere')
  // A whole new page: nothing that was rendered for the user is kept.
  const { run, pending, error } = useChange(signOutEverywhereAction, () => window.location.assign(paths.signIn()))
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      pending={pending}
      error={error}
      onConfirm={() => run(undefined)}
    >
      {t('question')}
    </ConfirmDialog>
  )
}
