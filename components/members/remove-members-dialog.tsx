'use client'

import { useState } from 'react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { removeMembersAction } from '@/lib/actions/members'
import { toast } from '@/lib/client/toast'
import type { MemberRow } from '@/lib/domain/projects/member-row'
import { paths } from '@/lib/paths'
import { BulkAction, type RowResult } from '../ui/bulk-action'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { NameList } from '../ui/name-list'
import { LastAdmin, leavesNoAdmin } from './last-admin'
import type { MembersContext } from './members-context'

type RemoveMembersDialogProps = { context: MembersContext; members: MemberRow[]; onClose: () => void }

/** Asks, then removes each member by itself. */
export function RemoveMembersDialog({ context, members, onClose }: RemoveMembersDialogProps) {
  const t = useTranslations('members.remove')
  const [meant, setMeant] = useState(false)
  const leave = useLeave(context, members)
  const last = leavesNoAdmin(context, members)
  const rows = members.map(({ id, username }) => ({ id, name: username }))

  function close(results: RowResult[]) {
    onClose()
    leave(results)
  }

  function done(results: RowResult[]) {
    toast.success(t('done', { count: members.length }))
    close(results)
  }

  return (
    <BulkAction action={removeMembersAction} rows={rows} event={t('event')} t={t} onDone={done} onRead={close}>
      {({ run, pending, error }) => (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={t('title')}
          confirmLabel={t('confirm')}
          kind="danger"
          pending={pending}
          error={error}
          confirmDisabled={last && !meant}
          onConfirm={() =>
            run({ project: context.project.name, ids: rows.map(({ id }) => id), leaveWithoutAdmin: meant })
          }
        >
          <p>{t('question', { count: members.length, project: context.project.name })}</p>
          <NameList rows={rows} />
          {members.some(({ userId }) => userId === context.userId) && !last && <p>{t('self')}</p>}
          {last && <LastAdmin context={context} meant={meant} onChange={setMeant} />}
        </ConfirmDialog>
      )}
    </BulkAction>
  )
}

/** Who has removed themselves goes back to the projects; a system admin sees this page still. */
function useLeave(context: MembersContext, members: MemberRow[]) {
  const router = useRouter()
  return (results: RowResult[]) => {
    const own = members.find(({ userId }) => userId === context.userId)
    if (!own || results.find(({ id }) => id === own.id)?.error) return
    if (context.mayLeaveWithoutAdmin) router.refresh()
    else router.push(paths.projects())
  }
}
