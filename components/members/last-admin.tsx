'use client'

import { useTranslations } from 'next-intl'
import type { MemberRow } from '@/lib/domain/projects/member-row'
import { Alert } from '../ui/alert'
import { Checkbox } from '../ui/checkbox'
import type { MembersContext } from './members-context'

/** Whether the project would be without an active admin once these members are none any more. */
export function leavesNoAdmin({ activeAdmins }: MembersContext, members: readonly MemberRow[]): boolean {
  const taken = members.filter(({ role, disabled }) => role === 'projectAdmin' && !disabled).length
  return taken > 0 && taken >= activeAdmins
}

type LastAdminProps = { context: MembersContext; meant: boolean; onChange: (meant: boolean) => void }

/** Says that the last admin goes. A system admin may tick that this is meant; nobody else can go on. */
export function LastAdmin({ context, meant, onChange }: LastAdminProps) {
  const t = useTranslations('members.lastAdmin')
  const errors = useTranslations('errors.reasons')
  if (!context.mayLeaveWithoutAdmin) {
    return (
      <Alert kind="warning" role="status">
        {errors('member-last-admin')}
      </Alert>
    )
  }
  return (
    <>
      <Alert kind="warning" role="status">
        {t('warning')}
      </Alert>
      <Checkbox
        id="leave-without-admin"
        label={t('meant')}
        checked={meant}
        onChange={(event) => onChange(event.target.checked)}
      />
    </>
  )
}
