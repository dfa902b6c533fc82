'use client'

import type { RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
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
              <table.FlexRender cell={cell} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** The first column, which names the row, stays where it is while the others scroll. */
export const cellClass = (index: number, meta: { room?: number } | undefined): string | undefined =>
  [index === 0 && 'name-cell', meta?.room !== undefined && 'clamped-cell'].filter(Boolean).join(' ') || undefined

type TableBodyProps<Row extends RowData> = {
  table: TableInstance<Row>
  selection: Selection<Row>
  rowLabel?: (row: Row) => string
}
