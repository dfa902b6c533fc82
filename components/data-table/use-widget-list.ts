import { useEffect, useState } from 'react'
import { looksLikeSecret } from '@/lib/domain/secret-rule'
import type { Sort } from './list-params'

const pauseMs = 300

type Start<Key extends string, Size extends number> = { sort: Sort<Key>; size: Size }

/** Filter, order and page of a list inside an open dialog, which has no URL of its own. */
export function useWidgetList<Key extends string, Size extends number>(start: Start<Key, Size>) {
  const [state, setState] = useState({ ...start, page: 1, filter: '' })
  const [typed, setTyped] = useState('')

  useEffect(() => {
    const timer = setTimeout(() => {
      const filter = looksLikeSecret(typed) ? '' : typed.trim()
      setState((now) => (now.filter === filter ? now : { ...now, filter, page: 1 }))
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed])

  return {
    ...state,
    typed,
    type: setTyped,
    sortBy: (sort: Sort<Key>) => setState((now) => ({ ...now, sort, page: 1 })),
    goTo: (page: number) => setState((now) => ({ ...now, page })),
    setSize: (size: Size) => setState((now) => ({ ...now, size, page: 1 })),
  }
}
