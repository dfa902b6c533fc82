'use client'

import type { MemberRow } from '@/lib/domain/projects/member-row'
import { AddMemberDialog } from './add-member-dialog'
import { ChangeRoleDialog } from './change-role-dialog'
import type { OpenDialog } from './member-actions'
import type { MembersContext } from './members-context'
import { RemoveMembersDialog } from './remove-members-dialog'

/** `rows` are those of the table below, as they are by now. */
type MemberDialogsProps = { dialog: OpenDialog; context: MembersContext; rows: MemberRow[]; onClose: () => void }

/** The dialog that is open over the table. */
export function MemberDialogs({ dialog, context, rows, onClose }: MemberDialogsProps) {
  if (dialog.kind === 'add') return <AddMemberDialog context={context} onClose={onClose} />
  if (dialog.kind === 'change-role') {
    const newest = rows.find(({ id }) => id === dialog.member.id)
    return <ChangeRoleDialog context={context} member={dialog.member} newest={newest} onClose={onClose} />
  }
  return <RemoveMembersDialog context={context} members={dialog.members} onClose={onClose} />
}
