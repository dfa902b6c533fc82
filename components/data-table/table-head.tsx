'use client'

import type { Header, RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { features } from './columns'
import type { Sort } from './list-params'
import { SortHeader } from './sort-header'
import { cellClass } from './table-body'
import type { TableInstance } from './table-instance'
import type { Selection } from './use-selection'

type TableHeadProps<Row extends RowData, Key extends string> = {
  table: TableInstance<Row>
  /** Where rows can be selected. */
  selection?: Selection<Row>
  sort: Sort<Key>
  onSort: (sort: Sort<Key>) => void
}

/** The header row: select all, column titles, sort buttons. */
export function TableHead<Row extends RowData, Key extends string>({
  table,
  selection,
  sort,
  onSort,
}: TableHeadProps<Row, Key>) {
  const t = useTranslations('table')
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  return (
    <>
      <colgroup>
        {selection && <col width={48} />}
        {headers.map((header) => (
          <col key={header.id} width={percent(header.column.columnDef.meta?.room)} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="select-cell">
              <Checkbox
                id="select-all-rows"
                label={t('selectAll')}
                hideLabel
                checked={selection.here === 'all'}
                indeterminate={selection.here === 'some'}
                disabled={table.getRowModel().rows.length === 0}
                onChange={(event) => selection.toggleAll(event.target.checked)}
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

type HeaderCellProps<Row extends RowData, Key extends string> = Omit<TableHeadProps<Row, Key>, 'selection'> & {
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
