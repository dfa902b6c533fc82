'use client'

import { useState, type ReactNode } from 'react'
import type { ActionResult } from '@/lib/client/use-change'
import { useChange } from '@/lib/client/use-change'
import { useErrorText } from '@/lib/client/use-error-text'
import type { ActionError } from '@/lib/domain/action-error'
import { ResultDialog } from './result-dialog'

/** How it went for one row. */
export type RowResult = { id: number; error: ActionError | null }

/** How a bulk action is started, whether it is on its way, and why it could not even begin. */
export type Bulk<Input> = { run: (input: Input) => void; pending: boolean; error?: ReactNode }

/** The texts of the feature that a bulk action says its results with. */
type BulkTexts = (
  key: 'title' | 'results' | 'ok' | 'someFailed' | 'failed',
  values?: Record<string, string | number>,
) => string

type BulkActionProps<Input, Result extends RowResult> = {
  action: (input: Input) => Promise<ActionResult<Result[]>>
  rows: { id: number; name: string }[]
  /** What the event log calls it. */
  event: string
  t: BulkTexts
  /** Asks what `run` shall be called with. */
  children: (bulk: Bulk<Input>) => ReactNode
  /** Every row went well. */
  onDone: (results: Result[]) => void
  /** Some did not, and it has been read how each of them went. */
  onRead: (results: Result[]) => void
}

/** Asks, then does something to each row by itself; when one fails, shows how each of them went. */
export function BulkAction<Input, Result extends RowResult>(props: BulkActionProps<Input, Result>) {
  const { action, rows, event, t, children, onDone, onRead } = props
  const errorText = useErrorText()
  const [results, setResults] = useState<Result[]>()
  const bulk = useChange(
    action,
    (answered: Result[]) => (answered.some(({ error }) => error) ? setResults(answered) : onDone(answered)),
    {
      title: event,
      names: () => rows.map(({ name }) => name),
      results: (answered) => answered.map(({ error }) => error),
    },
  )
  if (!results) return children(bulk)
  return (
    <ResultDialog
      title={t('title')}
      summary={t('someFailed', { failed: results.filter(({ error }) => error).length, total: results.length })}
      label={t('results')}
      results={results.map(({ id, error }) => ({
        id,
        name: rows.find((row) => row.id === id)?.name ?? '',
        state: error ? 'failed' : 'ok',
        text: error ? t('failed', { reason: errorText(error) }) : t('ok'),
      }))}
      onClose={() => onRead(results)}
    />
  )
}
