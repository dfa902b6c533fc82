'use client'

import type { Header, RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { features } from './columns'
import type { Sort } from './list-params'
import { SortHeader } from './sort-header'
import { cellClass } from './table-body'
import type { TableInstance } from './table-instance'

type TableHeadProps<Row extends RowData, Key extends string> = {
  table: TableInstance<Row>
  rowLabel?: (row: Row) => string
  sort: Sort<Key>
  onSort: (sort: Sort<Key>) => void
}

/** The header row: select all, column titles, sort buttons. */
export function TableHead<Row extends RowData, Key extends string>({
  table,
  rowLabel,
  sort,
  onSort,
}: TableHeadProps<Row, Key>) {
  const t = useTranslations('table')
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  return (
    <>
      <colgroup>
        {rowLabel && <col width={48} />}
        {headers.map((header) => (
          <col key={header.id} width={percent(header.column.columnDef.meta?.room)} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {rowLabel && (
            <th scope="col" className="select-cell">
              <Checkbox
                id="select-all-rows"
                label={t('selectAll')}
                hideLabel
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                disabled={table.getRowModel().rows.length === 0}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
          )}
          {headers.map((header, index) => (
            <HeaderCell key={header.id} {...{ table, header, index, sort, onSort }} />
          ))}
        </tr>
      </thead>
    </>
  )
}

type HeaderCellProps<Row extends RowData, Key extends string> = Omit<TableHeadProps<Row, Key>, 'rowLabel'> & {
  header: Header<typeof features, Row, unknown>
  index: number
}

const percent = (room: number | undefined): string | undefined => (room === undefined ? undefined : `${room}%`)

function HeaderCell<Row extends RowData, Key extends string>({
  table,
  header,
  index,
  sort,
  onSort,
}: HeaderCellProps<Row, Key>) {
  const sortKey = header.column.columnDef.meta?.sortKey as Key | undefined
  const title = <table.FlexRender header={header} />
  const className = cellClass(index, header.column.columnDef.meta)
  if (!sortKey)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    )
  return (
    <SortHeader sort={sort} sortKey={sortKey} onSort={onSort} className={className}>
      {title}
    </SortHeader>
  )
}
