'use client'

import type { UserRow } from '@/lib/domain/users/user-row'
import { CreateUserDialog } from './create-user-dialog'
import { EditUserDialog } from './edit-user-dialog'
import { ResetPasswordDialog } from './reset-password-dialog'
import type { OpenDialog } from './user-actions'
import { RemoveUserDialog, SetAdminDialog, SetDisabledDialog } from './user-questions'

/** `rows` are those of the table below, as they are by now. */
type UserDialogsProps = { dialog: OpenDialog; rows: UserRow[]; onClose: () => void }

/** The dialog that is open over the table. */
export function UserDialogs({ dialog, rows, onClose }: UserDialogsProps) {
  if (dialog.kind === 'create') return <CreateUserDialog onClose={onClose} />
  if (dialog.kind === 'edit') {
    const newest = rows.find(({ id }) => id === dialog.user.id)
    return <EditUserDialog user={dialog.user} newest={newest} onClose={onClose} />
  }
  if (dialog.kind === 'set-admin') return <SetAdminDialog user={dialog.user} onClose={onClose} />
  if (dialog.kind === 'reset-password') return <ResetPasswordDialog user={dialog.user} onClose={onClose} />
  if (dialog.kind === 'set-disabled') return <SetDisabledDialog user={dialog.user} onClose={onClose} />
  return <RemoveUserDialog user={dialog.user} onClose={onClose} />
}
