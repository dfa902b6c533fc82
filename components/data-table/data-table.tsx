'use client'

import { useState, type ReactNode } from 'react'
import { useTable, type RowData, type RowSelectionState } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { features, type DataTableColumn } from './columns'
import type { ListParams, ListState } from './list-params'
import { TableBody } from './table-body'
import { TableFooter } from './table-footer'
import { TableHead } from './table-head'
import { TableToolbar } from './table-toolbar'
import { useListState } from './use-list-state'

export type DataTableProps<Row extends RowData, Key extends string> = {
  /** The table's name for assistive technology. */
  label: string
  params: ListParams<Key>
  /** The state that the server rendered `rows` for. */
  list: ListState<Key>
  /** Keep the array the server sent: a new array means newly loaded rows and clears the selection. */
  rows: Row[]
  total: number
  /** Stable columns: made outside the component or memoised. */
  columns: DataTableColumn<Row>[]
  rowId: (row: Row) => string
  /** Names a row's checkbox. Without it rows cannot be selected. */
  rowLabel?: (row: Row) => string
  /** Buttons above the table; gets the selected rows. */
  toolbar?: (selected: Row[]) => ReactNode
  /** Placeholder and name of the search box. Without it there is none. */
  searchLabel?: string
  /** What stands in the table when the list is empty. */
  empty?: ReactNode
}

/** The one table: the server searches, sorts and pages; the URL says how; only the selection is its own. */
export function DataTable<Row extends RowData, Key extends string>(props: DataTableProps<Row, Key>) {
  const { label, params, list, rows, total, columns, rowId, rowLabel, toolbar, searchLabel, empty } = props
  const t = useTranslations('table')
  const actions = useListState(params)
  const [rowSelection, setRowSelection] = useSelection(rows)
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    enableRowSelection: rowLabel !== undefined,
    state: { rowSelection },
    onRowSelectionChange: setRowSelection,
  })
  const selected = table.getSelectedRowModel().rows.map((row) => row.original)

  return (
    <div className="data-table">
      <TableToolbar actions={actions} searchLabel={searchLabel}>
        {toolbar?.(selected)}
      </TableToolbar>
      <div className="datagrid-host">
        {/* A region that scrolls must be reachable by keyboard. */}
        <div className={`datagrid ${actions.pending ? 'pending' : ''}`} role="region" aria-label={label} tabIndex={0}>
          <table className="table" aria-label={label} aria-busy={actions.pending}>
            <TableHead table={table} rowLabel={rowLabel} sort={list.sort} onSort={actions.sortBy} />
            <TableBody table={table} rowLabel={rowLabel} />
          </table>
          {rows.length === 0 && <div className="data-table-empty">{empty ?? t('empty')}</div>}
        </div>
        <TableFooter
          list={list}
          rowsShown={rows.length}
          total={total}
          selectedCount={selected.length}
          onPage={actions.goTo}
          onSize={actions.setSize}
        />
      </div>
    </div>
  )
}

type SelectionUpdate = RowSelectionState | ((old: RowSelectionState) => RowSelectionState)

/** The selection belongs to the rows it was made on: newly loaded rows start without one. */
function useSelection(rows: unknown[]) {
  const [selection, setSelection] = useState({ of: rows, ids: {} as RowSelectionState })
  const current = selection.of === rows ? selection.ids : none
  function update(next: SelectionUpdate) {
    setSelection({ of: rows, ids: typeof next === 'function' ? next(current) : next })
  }
  return [current, update] as const
}

const none: RowSelectionState = {}
