import { useState } from 'react'
import { useSettled } from '@/lib/client/use-settled'
import { looksLikeSecret } from '@/lib/domain/texts/secret-rule'
import type { Sort } from './list-params'

const pauseMs = 300

type Start<Key extends string, Size extends number> = { sort: Sort<Key>; size: Size }

/** Filter, order and page of a list inside an open dialog, which has no URL of its own. */
export function useWidgetList<Key extends string, Size extends number>(start: Start<Key, Size>) {
  const [state, setState] = useState({ ...start, page: 1, filter: '' })
  const [typed, setTyped] = useState('')

  const settled = useSettled(typed, pauseMs).trim()
  const filter = looksLikeSecret(settled) ? '' : settled
  // What else is filtered for begins at its first page.
  if (filter !== state.filter) setState({ ...state, filter, page: 1 })

  return {
    ...state,
    typed,
    type: setTyped,
    sortBy: (sort: Sort<Key>) => setState((now) => ({ ...now, sort, page: 1 })),
    goTo: (page: number) => setState((now) => ({ ...now, page })),
    setSize: (size: Size) => setState((now) => ({ ...now, size, page: 1 })),
  }
}
