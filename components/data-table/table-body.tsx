'use client'

import type { Cell, RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { features } from './columns'
import type { TableInstance } from './table-instance'
import type { Selection } from './use-selection'

/** The rows, each with its checkbox when rows can be selected. */
export function TableBody<Row extends RowData>({ table, selection, rowLabel }: TableBodyProps<Row>) {
  const t = useTranslations('table')
  return (
    <tbody>
      {table.getRowModel().rows.map((row) => (
        <tr key={row.id} className={selection.isSelected(row.original) ? 'selected' : undefined}>
          {rowLabel && (
            <td className="select-cell">
              <Checkbox
                id={`select-row-${row.id}`}
                label={t('selectRow', { name: rowLabel(row.original) })}
                hideLabel
                checked={selection.isSelected(row.original)}
                onChange={(event) => selection.toggle(row.original, event.target.checked)}
              />
            </td>
          )}
          {row.getAllCells().map((cell, index) => (
            <td key={cell.id} className={cellClass(index, cell.column.columnDef.meta)}>
              {contentOf(cell)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/**
 * What a column shows of a row. Called, and not mounted as a component: each time that a page is read again its columns
 * are other functions, and what stands in the cells would be made anew, without its focus and closed if it was open.
 */
function contentOf<Row extends RowData>(cell: Cell<typeof features, Row, unknown>) {
  const { cell: content } = cell.column.columnDef
  return typeof content === 'function' ? content(cell.getContext()) : content
}

/** The first column, which names the row, stays where it is while the others scroll. */
export const cellClass = (index: number, meta: { room?: number } | undefined): string | undefined =>
  [index === 0 && 'name-cell', meta?.room !== undefined && 'clamped-cell'].filter(Boolean).join(' ') || undefined

type TableBodyProps<Row extends RowData> = {
  table: TableInstance<Row>
  selection: Selection<Row>
  rowLabel?: (row: Row) => string
}
