'use client'

import type { ReactNode } from 'react'
import { Icon } from '../ui/icon'
import { parseSort, type Sort } from './list-params'

type SortHeaderProps<Key extends string> = {
  sort: Sort<Key>
  sortKey: Key
  onSort: (sort: Sort<Key>) => void
  className?: string
  children: ReactNode
}

/** A column title that sorts: ascending first, then the other way round. */
export function SortHeader<Key extends string>({ sort, sortKey, onSort, className, children }: SortHeaderProps<Key>) {
  const { key, descending } = parseSort(sort)
  const sorted = key === sortKey
  return (
    <th scope="col" className={className} aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="sort-button"
        onClick={() => onSort(sorted && !descending ? `-${sortKey}` : sortKey)}
      >
        <span>{children}</span>
        {sorted ? <Icon name="arrow-up" direction={descending ? 'down' : 'up'} /> : <Icon name="arrows-up-down" />}
      </button>
    </th>
  )
}
