'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { restOf, type BulkResults } from '@/lib/client/use-bulk'
import { useErrorText } from '@/lib/client/use-error-text'
import { useErrorNode } from '@/lib/client/use-error-node'
import { TablePager } from '../../data-table/table-pager'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ResultList, type Result } from '../../ui/result-list'

/** However many there are, a page of them is there at once. */
const perPage = 100

type BulkResultsProps<Item> = {
  title: string
  items: Item[]
  results: BulkResults
  /** What is said of one that went well. */
  ok: (item: Item) => string
  onRest: (rest: Item[]) => void
  onClose: () => void
  /** Beside CLOSE: taking it back. */
  action?: ReactNode
}

/** How a change of many robots went for each of them; and what is left of it can be done from here. */
export function BulkResultsDialog<Item extends { id: number; name: string }>(props: BulkResultsProps<Item>) {
  const { title, items, results, ok, onRest, onClose, action } = props
  const t = useTranslations('common.bulk')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const errorNode = useErrorNode()
  const rest = restOf(items, results)
  const done = items.filter(({ id }) => results.get(id) === null).length
  const ended = [...results.values()].find((error) => error?.code === 'UNAUTHORIZED')
  const all = done === items.length
  // What needs a look comes first.
  const ordered = [false, true].flatMap((ok) => items.filter(({ id }) => (results.get(id) === null) === ok))
  const [page, setPage] = useState(1)
  function resultOf(item: Item): Result {
    const error = results.get(item.id)
    const { id, name } = item
    if (error) return { id, name, state: 'failed', text: t('failed', { reason: errorText(error) }) }
    return error === null ? { id, name, state: 'ok', text: ok(item) } : { id, name, state: 'waits', text: t('notDone') }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          {action}
          {rest.length > 0 && <Button onClick={() => onRest(rest)}>{t('rest', { count: rest.length })}</Button>}
          <Button kind="primary" onClick={onClose}>
            {common('close')}
          </Button>
        </>
      }
    >
      <Alert kind={all ? 'success' : 'danger'} role={all ? 'status' : 'alert'}>
        {ended ? errorNode(ended) : t('summary', { done, total: items.length })}
      </Alert>
      <ResultList label={t('results')} results={ordered.slice((page - 1) * perPage, page * perPage).map(resultOf)} />
      {items.length > perPage && <TablePager page={page} pages={Math.ceil(items.length / perPage)} onPage={setPage} />}
    </Dialog>
  )
}
