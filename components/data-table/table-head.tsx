'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { DataTableColumn } from './columns'
import type { Sort } from './list-params'
import { SortHeader } from './sort-header'
import { cellClass } from './table-body'
import type { Selection } from './use-selection'

type TableHeadProps<Row, Key extends string> = {
  columns: DataTableColumn<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** null where rows cannot be selected. */
  selection: Selection<Row> | null
  sort: Sort<Key>
  onSort: (sort: Sort<Key>) => void
}

/** The header row: select all, column titles, sort buttons. */
export function TableHead<Row, Key extends string>(props: TableHeadProps<Row, Key>) {
  const { columns, rows, rowId, selection, sort, onSort } = props
  return (
    <>
      <colgroup>
        {selection && <col width={48} />}
        {columns.map(({ id, meta }) => (
          <col key={id} width={meta?.room === undefined ? undefined : `${meta.room}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection && <SelectAll {...{ rows, rowId, selection }} />}
          {columns.map(({ id, header, meta }, index) => {
            const className = cellClass(index, meta)
            if (!meta?.sortKey)
              return (
                <th key={id} scope="col" className={className}>
                  {header}
                </th>
              )
            return (
              <SortHeader key={id} {...{ sort, onSort, className }} sortKey={meta.sortKey as Key}>
                {header}
              </SortHeader>
            )
          })}
        </tr>
      </thead>
    </>
  )
}

type SelectAllProps<Row> = { rows: Row[]; rowId: (row: Row) => string; selection: Selection<Row> }

function SelectAll<Row>({ rows, rowId, selection }: SelectAllProps<Row>) {
  const t = useTranslations('table')
  const count = rows.filter(selection.has).length
  const isAll = count > 0 && count === rows.length
  return (
    <th scope="col" className="select-cell">
      <Checkbox
        id="select-all-rows"
        label={t('selectAll')}
        hideLabel
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        disabled={rows.length === 0}
        onChange={(event) =>
          selection.choose(
            rows.map((row) => [rowId(row), row]),
            event.target.checked,
          )
        }
      />
    </th>
  )
}
