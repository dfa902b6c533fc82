'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { DataTableColumn } from './columns'
import type { Selection } from './use-selection'

type TableBodyProps<Row> = {
  columns: DataTableColumn<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  rowLabel?: (row: Row) => string
  selection: Selection<Row>
}

/** The rows, each with its checkbox when rows can be selected. */
export function TableBody<Row>({ columns, rows, rowId, rowLabel, selection }: TableBodyProps<Row>) {
  const t = useTranslations('table')
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={rowId(row)} className={selection.has(row) ? 'selected' : undefined}>
          {rowLabel && (
            <td className="select-cell">
              <Checkbox
                id={`select-row-${rowId(row)}`}
                label={t('selectRow', { name: rowLabel(row) })}
                hideLabel
                checked={selection.has(row)}
                onChange={(event) => selection.choose([row], event.target.checked)}
              />
            </td>
          )}
          {columns.map(({ id, meta, cellOf }, index) => (
            <td key={id} className={cellClass(index, meta)}>
              {cellOf(row)}
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
