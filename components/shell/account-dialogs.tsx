'use client'

import { ChangePasswordDialog } from './change-password-dialog'
import { SignOutEverywhereDialog } from './sign-out-everywhere-dialog'

export type AccountDialog = 'change-password' | 'sign-out-everywhere'

/** The dialog that the user menu has opened. */
export function AccountDialogs({ dialog, onClose }: { dialog: AccountDialog; onClose: () => void }) {
  if (dialog === 'change-password') return <ChangePasswordDialog onClose={onClose} />
  return <SignOutEverywhereDialog onClose={onClose} />
}
