'use client'

import { AddMemberDialog } from './add-member-dialog'
import { ChangeRoleDialog } from './change-role-dialog'
import type { OpenDialog } from './member-actions'
import type { MembersContext } from './members-context'
import { RemoveMembersDialog } from './remove-members-dialog'

type MemberDialogsProps = { dialog: OpenDialog; context: MembersContext; onClose: () => void }

/** The dialog that is open over the table. */
export function MemberDialogs({ dialog, context, onClose }: MemberDialogsProps) {
  if (dialog.kind === 'add') return <AddMemberDialog context={context} onClose={onClose} />
  if (dialog.kind === 'change-role')
    return <ChangeRoleDialog context={context} member={dialog.member} onClose={onClose} />
  return <RemoveMembersDialog context={context} members={dialog.members} onClose={onClose} />
}
