'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { removeRobotsAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { ActionError } from '@/lib/domain/action-error'
import type { RobotSummary } from '@/lib/domain/robot-row'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { ResultDialog } from '../ui/result-dialog'

type Result = { id: number; error: ActionError | null }

/** Asks, then deletes each robot by itself; when one fails, shows how each of them went. */
export function RemoveDialog({ robots, onClose }: { robots: RobotSummary[]; onClose: () => void }) {
  const t = useTranslations('robots.delete')
  const [results, setResults] = useState<Result[]>()
  const events = useTranslations('robots.events')
  const errorText = useErrorText()
  const { run, pending, error } = useChange(
    removeRobotsAction,
    (answered: Result[]) => {
      if (answered.some((result) => result.error)) return setResults(answered)
      toast.success(t('done', { count: robots.length }))
      onClose()
    },
    {
      title: events('delete'),
      names: () => robots.map(({ fullName }) => fullName),
      results: (answered) => answered.map((result) => result.error),
    },
  )

  if (results) {
    const failed = results.filter((result) => result.error).length
    return (
      <ResultDialog
        title={t('title')}
        summary={t('someFailed', { failed, total: results.length })}
        label={t('results')}
        results={results.map((result) => ({
          id: result.id,
          name: robots.find(({ id }) => id === result.id)?.fullName ?? '',
          failed: result.error !== null,
          text: result.error ? t('failed', { reason: errorText(result.error) }) : t('ok'),
        }))}
        onClose={onClose}
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
      onConfirm={() => run({ ids: robots.map(({ id }) => id) })}
    >
      <p>{t('question', { count: robots.length })}</p>
      <ul className="name-list">
        {robots.map(({ id, fullName }) => (
          <li key={id}>{fullName}</li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}
