'use client'

import type { Cell, RowData } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { Checkbox } from '../ui/checkbox'
import type { features } from './columns'
import type { TableInstance } from './table-instance'

/** The rows, each with its checkbox when rows can be selected. */
export function TableBody<Row extends RowData>({ table, rowLabel }: TableBodyProps<Row>) {
  const t = useTranslations('table')
  return (
    <tbody>
      {table.getRowModel().rows.map((row) => (
        <tr key={row.id} className={row.getIsSelected() ? 'selected' : undefined}>
          {rowLabel && (
            <td className="select-cell">
              <Checkbox
                id={`select-row-${row.id}`}
                label={t('selectRow', { name: rowLabel(row.original) })}
                hideLabel
                checked={row.getIsSelected()}
                onChange={row.getToggleSelectedHandler()}
              />
            </td>
          )}
          {row.getAllCells().map((cell) => (
            <BodyCell key={cell.id} table={table} cell={cell} />
          ))}
        </tr>
      ))}
    </tbody>
  )
}

type BodyCellProps<Row extends RowData> = { table: TableInstance<Row>; cell: Cell<typeof features, Row, unknown> }

function BodyCell<Row extends RowData>({ table, cell }: BodyCellProps<Row>) {
  const content = <table.FlexRender cell={cell} />
  if (!cell.column.columnDef.meta?.truncate) return <td>{content}</td>
  const value = cell.getValue()
  return (
    <td className="truncate-cell" title={typeof value === 'string' ? value : undefined}>
      {content}
    </td>
  )
}

type TableBodyProps<Row extends RowData> = { table: TableInstance<Row>; rowLabel?: (row: Row) => string }
