'use client'

import { useState } from 'react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { removeMembersAction } from '@/lib/actions/members'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { ActionError } from '@/lib/domain/action-error'
import type { MemberRow } from '@/lib/domain/member-row'
import { paths } from '@/lib/paths'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { ResultDialog } from '../ui/result-dialog'
import { LastAdmin, leavesNoAdmin } from './last-admin'
import type { MembersContext } from './members-context'

type RemoveMembersDialogProps = { context: MembersContext; members: MemberRow[]; onClose: () => void }
type Result = { id: number; error: ActionError | null }

/** Asks, then removes each member by itself; when one fails, shows how each of them went. */
export function RemoveMembersDialog({ context, members, onClose }: RemoveMembersDialogProps) {
  const t = useTranslations('members.remove')
  const errorText = useErrorText()
  const [meant, setMeant] = useState(false)
  const [results, setResults] = useState<Result[]>()
  const leave = useLeave(context, members)
  const { run, pending, error } = useChange(
    removeMembersAction,
    (answered: Result[]) => {
      if (answered.some((result) => result.error)) return setResults(answered)
      toast.success(t('done', { count: members.length }))
      onClose()
      leave(answered)
    },
    {
      title: t('event'),
      names: () => members.map(({ username }) => username),
      results: (answered) => answered.map((result) => result.error),
    },
  )
  const last = leavesNoAdmin(context, members)
  const nameOf = (id: number) => members.find((member) => member.id === id)?.username ?? ''

  if (results) {
    const failed = results.filter((result) => result.error).length
    return (
      <ResultDialog
        title={t('title')}
        summary={t('someFailed', { failed, total: results.length })}
        label={t('results')}
        results={results.map((result) => ({
          id: result.id,
          name: nameOf(result.id),
          failed: result.error !== null,
          text: result.error ? t('failed', { reason: errorText(result.error) }) : t('ok'),
        }))}
        onClose={() => {
          onClose()
          leave(results)
        }}
      />
    )
  }
  return (
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
        run({ project: context.project.name, ids: members.map(({ id }) => id), leaveWithoutAdmin: meant })
      }
    >
      <p>{t('question', { count: members.length, project: context.project.name })}</p>
      <ul className="name-list">
        {members.map(({ id, username }) => (
          <li key={id}>{username}</li>
        ))}
      </ul>
      {members.some(({ userId }) => userId === context.userId) && !last && <p>{t('self')}</p>}
      {last && <LastAdmin context={context} meant={meant} onChange={setMeant} />}
    </ConfirmDialog>
  )
}

/** Who has removed themselves goes back to the projects; a system admin sees this page still. */
function useLeave(context: MembersContext, members: MemberRow[]) {
  const router = useRouter()
  return (results: Result[]) => {
    const own = members.find(({ userId }) => userId === context.userId)
    if (!own || results.find(({ id }) => id === own.id)?.error) return
    if (context.mayLeaveWithoutAdmin) router.refresh()
    else router.push(paths.projects())
  }
}
