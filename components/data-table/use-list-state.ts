'use client'

import { useTransition } from 'react'
import { useRouter } from 'next/navigation'
import { useQueryStates } from 'nuqs'
import type { ListParams, ListState, PageSize, Sort } from './list-params'

/**
 * The list's state in the URL and what may change it. `pending` is true while the server renders the next
 * state. Paging and sorting make history entries; typing in the search box replaces the current one.
 */
export function useListState<Key extends string>(params: ListParams<Key>) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [state, setState] = useQueryStates(params, { shallow: false, startTransition, history: 'push', scroll: false })
  return {
    state: state as ListState<Key>,
    pending,
    search: (q: string) => setState({ q: q || null, page: null }, { history: 'replace' }),
    sortBy: (sort: Sort<Key>) => setState({ sort: sort as typeof state.sort, page: null }),
    goTo: (page: number) => setState({ page }),
    setSize: (size: PageSize) => setState({ size, page: null }),
    refresh: () => startTransition(() => router.refresh()),
  }
}
