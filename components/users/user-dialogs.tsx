'use client'

import { CreateUserDialog } from './create-user-dialog'
import { ResetPasswordDialog } from './reset-password-dialog'
import type { OpenDialog } from './user-actions'
import { RemoveUserDialog, SetAdminDialog, SetDisabledDialog } from './user-questions'

/** The dialog that is open over the table. */
export function UserDialogs({ dialog, onClose }: { dialog: OpenDialog; onClose: () => void }) {
  if (dialog.kind === 'create') return <CreateUserDialog onClose={onClose} />
  if (dialog.kind === 'set-admin') return <SetAdminDialog user={dialog.user} onClose={onClose} />
  if (dialog.kind === 'reset-password') return <ResetPasswordDialog user={dialog.user} onClose={onClose} />
  if (dialog.kind === 'set-disabled') return <SetDisabledDialog user={dialog.user} onClose={onClose} />
  return <RemoveUserDialog user={dialog.user} onClose={onClose} />
}
