'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../ui/icon-button'
import { SearchBox } from './search-box'
import type { useListState } from './use-list-state'

type TableToolbarProps = {
  actions: Pick<ReturnType<typeof useListState>, 'state' | 'search' | 'refresh' | 'pending'>
  filter?: ReactNode
  searchLabel?: string
  children: ReactNode
}

/** The line above the table: the feature's buttons left, filter, search and refresh right. */
export function TableToolbar({ actions, filter, searchLabel, children }: TableToolbarProps) {
  const t = useTranslations('table')
  return (
    <div className="table-toolbar">
      <div className="table-toolbar-actions">{children}</div>
      <div className="table-toolbar-tools">
        {searchLabel && <SearchBox label={searchLabel} q={actions.state.q} onSearch={actions.search} />}
        {filter}
        <IconButton icon="refresh" label={t('refresh')} className="refresh-button" onClick={actions.refresh} />
      </div>
    </div>
  )
}
