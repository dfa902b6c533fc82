'use client'

import { useTranslations } from 'next-intl'
import { Alert } from './alert'
import { Button } from './button'
import { Dialog } from './dialog'
import { ResultList, type Result } from './result-list'

type ResultDialogProps = {
  title: string
  /** How it went altogether, such as "1 of 3 could not be deleted." */
  summary: string
  /** Names the list of results. */
  label: string
  results: Result[]
  onClose: () => void
}

/** How a change of several things went for each of them, when it did not go well for all. */
export function ResultDialog({ title, summary, label, results, onClose }: ResultDialogProps) {
  const t = useTranslations('common')
  return (
    <Dialog open onOpenChange={onClose} title={title} footer={<Button onClick={onClose}>{t('close')}</Button>}>
      <Alert kind="danger" role="alert">
        {summary}
      </Alert>
      <ResultList label={label} results={results} />
    </Dialog>
  )
}
