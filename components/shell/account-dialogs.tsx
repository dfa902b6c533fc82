'use client'

import { useTranslations } from 'next-intl'
import { signOutEverywhereAction } from '@/lib/actions/account'
import { paths } from '@/lib/paths'
import { ConfirmAction } from '../ui/confirm-action'
import { ChangePasswordDialog } from './change-password-dialog'
import { ProfileDialog } from './profile-dialog'

export type AccountDialog = 'profile' | 'change-password' | 'sign-out-everywhere'

type AccountDialogsProps = { dialog: AccountDialog; username: string; onClose: () => void }

/** The dialog that the user menu has opened. */
export function AccountDialogs({ dialog, ...account }: AccountDialogsProps) {
  if (dialog === 'profile') return <ProfileDialog {...account} />
  if (dialog === 'change-password') return <ChangePasswordDialog {...account} />
  return <SignOutEverywhereDialog {...account} />
}

/** Asks, then ends all of the user's sessions, the present one too. */
function SignOutEverywhereDialog({ username, onClose }: Omit<AccountDialogsProps, 'dialog'>) {
  const t = useTranslations('account.everywhere')
  return (
    <ConfirmAction
      action={signOutEverywhereAction}
      input={undefined}
      event={t('title')}
      name={username}
      title={t('title')}
      confirmLabel={t('confirm')}
      kind="danger"
      // A whole new page: nothing that was rendered for the user is kept.
      onDone={() => window.location.assign(paths.signIn())}
      onClose={onClose}
    >
      {t('question')}
    </ConfirmAction>
  )
}
