'use client'

import type { ReactNode } from 'react'
import { useTable, type RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { features, type DataTableColumn } from './columns'
import { pageCount, type ListParams, type ListState } from './list-params'
import { EmptyState } from '../ui/empty-state'
import { Button } from '../ui/button'
import { TableBody } from './table-body'
import { TableFooter } from './table-footer'
import { TableHead } from './table-head'
import { TableSelected } from './table-selected'
import { TableToolbar } from './table-toolbar'
import { useListState } from './use-list-state'
import { useSelection } from './use-selection'

type DataTableProps<Row extends RowData, Key extends string> = {
  /** The table's name for assistive technology. */
  label: string
  params: ListParams<Key>
  /** The state that the server rendered `rows` for. */
  list: ListState<Key>
  /** Keep the array the server sent: a new array means newly loaded rows, which start without a selection. */
  rows: Row[]
  total: number
  /** Stable columns: made outside the component or memoised. */
  columns: DataTableColumn<Row>[]
  rowId: (row: Row) => string
  /** Names a row's checkbox. Without it rows cannot be selected. */
  rowLabel?: (row: Row) => string
  /** Rows stay selected while one pages, sorts, searches and filters. */
  keepSelection?: boolean
  /** Buttons above the table; gets the selected rows, or none and how many match when these are selected, all of them. */
  toolbar?: (selected: Row[], matching?: number) => ReactNode
  /** Where all rows that match can be selected, also those of other pages: what the button for it says. */
  selectMatching?: string
  /** Chooses which rows are shown; stands beside the search. */
  filter?: ReactNode
  /** Placeholder and name of the search box. Without it there is none. */
  searchLabel?: string
  /** Many columns: less room between them, and titles in two lines. */
  dense?: boolean
  /** What stands in the table when the list is empty: a sentence, or an EmptyState of one's own. */
  empty?: ReactNode
}

/** The one table: the server searches, sorts and pages; the URL says how; only the selection is its own. */
export function DataTable<Row extends RowData, Key extends string>(props: DataTableProps<Row, Key>) {
  const { label, params, list, rows, total, columns, rowId, rowLabel, keepSelection, toolbar, filter } = props
  const { searchLabel, empty, dense, selectMatching } = props
  const actions = useListState(params)
  const selection = useSelection({ rows, rowId, list, keep: keepSelection })
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
  })
  const { selected, all } = selection
  const count = all ? total : selected.length

  return (
    <div className={`data-table ${dense ? 'data-table-dense' : ''}`}>
      <TableToolbar actions={actions} filter={filter} searchLabel={searchLabel}>
        {toolbar?.(selected, all ? total : undefined)}
        {keepSelection && (
          <TableSelected
            count={count}
            onClear={selection.clear}
            selectMatching={selection.here === 'all' && count < total ? selectMatching : undefined}
            onSelectMatching={selection.selectAll}
          />
        )}
      </TableToolbar>
      <div className="datagrid-host">
        {/* A region that scrolls must be reachable by keyboard. */}
        <div className={`datagrid ${actions.pending ? 'pending' : ''}`} role="region" aria-label={label} tabIndex={0}>
          <table className="table" aria-label={label} aria-busy={actions.pending}>
            <TableHead table={table} selection={rowLabel && selection} sort={list.sort} onSort={actions.sortBy} />
            <TableBody table={table} selection={selection} rowLabel={rowLabel} />
          </table>
          {rows.length === 0 && (
            <NoRows total={total} empty={empty} onLastPage={() => actions.goTo(pageCount(total, list.size))} />
          )}
        </div>
        <TableFooter
          list={list}
          rowsShown={rows.length}
          total={total}
          selectedCount={count}
          countTold={keepSelection}
          onPage={actions.goTo}
          onSize={actions.setSize}
        />
      </div>
    </div>
  )
}

type NoRowsProps = { total: number; empty: ReactNode; onLastPage: () => void }

/** Nothing found, or, behind an old link or after a deletion, a page beyond the last one. */
function NoRows({ total, empty, onLastPage }: NoRowsProps) {
  const t = useTranslations('table')
  if (total === 0 && empty && typeof empty !== 'string') return empty
  if (total === 0) return <EmptyState>{empty ?? t('empty')}</EmptyState>
  return <EmptyState action={<Button onClick={onLastPage}>{t('lastPage')}</Button>}>{t('beyondLastPage')}</EmptyState>
}
