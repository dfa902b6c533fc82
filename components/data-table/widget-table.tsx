'use client'

import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state'
import { LoadFailed } from '../ui/load-failed'
import { SkeletonRows } from '../ui/skeleton-rows'
import { TableFooter } from './table-footer'

type WidgetTableProps<Row, Size extends number> = {
  /** The table's name for assistive technology. */
  label: string
  /** The cells of the header row, and how wide they are. */
  head: ReactNode
  widths: readonly number[]
  /** The page that the query has, if it has one yet. */
  query: { data?: { data: Row[]; total: number }; isError: boolean; isFetching: boolean; refetch: () => void }
  row: (row: Row) => ReactNode
  list: { page: number; size: Size; goTo: (page: number) => void; setSize: (size: Size) => void }
  sizes: readonly Size[]
  empty: string
}

/** A table inside an open dialog, whose pages the dialog asks for by itself. */
export function WidgetTable<Row, Size extends number>(props: WidgetTableProps<Row, Size>) {
  const { label, head, widths, query, row, list, sizes, empty } = props
  const { data } = query
  if (query.isError) return <LoadFailed onRetry={query.refetch} />
  return (
    <div className="datagrid-host widget-table">
      <div className={`datagrid ${data && query.isFetching ? 'pending' : ''}`}>
        <table className="table table-compact" aria-label={label} aria-busy={query.isFetching}>
          <colgroup>
            {widths.map((width, index) => (
              <col key={index} width={width} />
            ))}
          </colgroup>
          <thead>
            <tr>{head}</tr>
          </thead>
          <tbody>{data ? data.data.map(row) : <SkeletonRows rows={list.size} columns={widths.length} />}</tbody>
        </table>
        {data?.data.length === 0 && <EmptyState>{empty}</EmptyState>}
      </div>
      <TableFooter
        list={list}
        rowsShown={data?.data.length ?? 0}
        total={data?.total ?? 0}
        selectedCount={0}
        sizes={sizes}
        onPage={list.goTo}
        onSize={list.setSize}
      />
    </div>
  )
}
