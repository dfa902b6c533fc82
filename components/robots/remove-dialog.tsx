'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { removeRobotsAction } from '@/lib/actions/robots'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { ActionError } from '@/lib/domain/action-error'
import type { RobotSummary } from '@/lib/domain/robot-row'
import { Alert } from '../ui/alert'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'

type Result = { id: number; error: ActionError | null }

/** Asks, then deletes each robot by itself; when one fails, shows how each of them went. */
export function RemoveDialog({ robots, onClose }: { robots: RobotSummary[]; onClose: () => void }) {
  const t = useTranslations('robots.delete')
  const [results, setResults] = useState<Result[]>()
  const { run, pending, error } = useChange(removeRobotsAction, (answered: Result[]) => {
    if (answered.some((result) => result.error)) return setResults(answered)
    toast.success(t('done', { count: robots.length }))
    onClose()
  })

  if (results) return <RemoveResults robots={robots} results={results} onClose={onClose} />
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
      <ul className="robot-names">
        {robots.map(({ id, fullName }) => (
          <li key={id}>{fullName}</li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}

function RemoveResults({
  robots,
  results,
  onClose,
}: {
  robots: RobotSummary[]
  results: Result[]
  onClose: () => void
}) {
  const t = useTranslations('robots.delete')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const failed = results.filter(({ error }) => error).length
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title')}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <Alert kind="danger" role="alert">
        {t('someFailed', { failed, total: results.length })}
      </Alert>
      <ul className="robot-names" aria-label={t('results')}>
        {results.map(({ id, error }) => (
          <li key={id} className={error ? 'result-failed' : 'result-ok'}>
            <Icon name={error ? 'error-standard' : 'success-standard'} />
            <span>{robots.find((robot) => robot.id === id)?.fullName}</span>
            <span>{error ? t('failed', { reason: errorText(error) }) : t('ok')}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
