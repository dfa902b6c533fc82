'use client'

import { useState } from 'react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { updateMemberAction } from '@/lib/actions/members'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { rolePermissions, type Role } from '@/lib/domain/permissions/role'
import type { MemberRow } from '@/lib/domain/projects/member-row'
import { paths } from '@/lib/paths'
import { Alert } from '../ui/alert'
import { FormDialog } from '../ui/form-dialog'
import { useStale } from '../ui/use-stale'
import { LastAdmin, leavesNoAdmin } from './last-admin'
import type { MembersContext } from './members-context'
import { RoleField } from './role-field'

/** `newest` is the member's row as the list has it by now; undefined where it is not in it. */
type ChangeRoleDialogProps = { context: MembersContext; member: MemberRow; newest?: MemberRow; onClose: () => void }

/** Gives a member another role. */
export function ChangeRoleDialog({ context, member, newest, onClose }: ChangeRoleDialogProps) {
  const t = useTranslations('members')
  const roles = useTranslations('roles')
  const [seen, setSeen] = useState<Role>(member.role)
  const [role, setRole] = useState<Role>(member.role)
  const [meant, setMeant] = useState(false)
  const change = useRoleChange(context, member, role, onClose)
  const { run, error } = useStale({
    ...change,
    fields: newest
      ? [{ label: t('columns.role'), seen, typed: role, stored: newest.role, now: roles(newest.role) }]
      : null,
    reload: () => newest && setSeen(newest.role),
  })
  const isSelf = member.userId === context.userId
  const last = role !== 'projectAdmin' && leavesNoAdmin(context, [member])

  return (
    <FormDialog
      id="change-role"
      title={t('changeRole.title')}
      subtitle={member.username}
      submitLabel={t('changeRole.submit')}
      ready={role !== seen && (!last || meant)}
      pending={change.pending}
      error={error}
      onSubmit={() => run({ project: context.project.name, id: member.id, role, seen, leaveWithoutAdmin: meant })}
      onClose={onClose}
    >
      <RoleField role={role} onChange={setRole} />
      {isSelf && role !== seen && !last && (
        <Alert kind="warning" role="status">
          {t('changeRole.self')}
        </Alert>
      )}
      {last && <LastAdmin context={context} meant={meant} onChange={setMeant} />}
    </FormDialog>
  )
}

/** Who changes their own role looks at the project anew: with less of it this page may be closed to them. */
function useRoleChange(context: MembersContext, member: MemberRow, role: Role, onClose: () => void) {
  const t = useTranslations('members.changeRole')
  const roles = useTranslations('roles')
  const router = useRouter()
  const done = () => {
    toast.success(t('done', { name: member.username, role: roles(role) }))
    onClose()
    if (member.userId !== context.userId) return
    const stays = context.mayLeaveWithoutAdmin || rolePermissions[role].includes('member:list')
    if (stays) router.refresh()
    else router.push(paths.project(context.project.name))
  }
  return useChange(updateMemberAction, done, { title: t('event'), names: () => [member.username] })
}
