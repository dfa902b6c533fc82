'use client'

import { memo, type ReactNode } from 'react'
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
  return (
    <tbody>
      {rows.map((row) => (
        <TableRow
          key={rowId(row)}
          id={rowId(row)}
          label={rowLabel?.(row)}
          chosen={selection.has(row)}
          onChoose={selection.choose}
          {...{ columns, row }}
        />
      ))}
    </tbody>
  )
}

type TableRowProps<Row> = {
  columns: DataTableColumn<Row>[]
  row: Row
  id: string
  /** Names the checkbox; without it there is none. */
  label?: string
  chosen: boolean
  onChoose: Selection<Row>['choose']
}

/** Drawn again only when something of it has changed: not when a dialog opens, or another row is selected. */
const TableRow = memo(function TableRow<Row>({ columns, row, id, label, chosen, onChoose }: TableRowProps<Row>) {
  const t = useTranslations('table')
  return (
    <tr className={chosen ? 'selected' : undefined}>
      {label !== undefined && (
        <td className="select-cell">
          <Checkbox
            id={`select-row-${id}`}
            label={t('selectRow', { name: label })}
            hideLabel
            checked={chosen}
            onChange={(event) => onChoose([[id, row]], event.target.checked)}
          />
        </td>
      )}
      {columns.map(({ id: column, meta, cellOf }, index) => (
        <td key={column} className={cellClass(index, meta)}>
          {cellOf(row)}
        </td>
      ))}
    </tr>
  )
}) as <Row>(props: TableRowProps<Row>) => ReactNode

/** The first column, which names the row, stays where it is while the others scroll. */
export const cellClass = (index: number, meta: { room?: number } | undefined): string | undefined =>
  [index === 0 && 'name-cell', meta?.room !== undefined && 'clamped-cell'].filter(Boolean).join(' ') || undefined
