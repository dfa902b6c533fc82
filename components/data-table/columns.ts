import { createColumnHelper, tableFeatures, type ColumnDef, type RowData } from '@tanstack/react-table'

type DataTableColumnMeta = {
  /** The key that the list's `sort` uses for this column; makes its header sortable. */
  sortKey?: string
  /**
   * For text of any length: the column's share, in percent, of the room that the others leave, whatever is in it. Its
   * cells show it with `Clamped`. Columns without are as wide as what is in them, so that no language runs over.
   */
  room?: number
}

/** Only what we use: the server sorts and pages, and selection goes beyond one page (use-selection.ts). */
export const features = tableFeatures({ columnMeta: {} as DataTableColumnMeta })

// `any` is TanStack's own: each column has its own value type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type DataTableColumn<Row extends RowData> = ColumnDef<typeof features, Row, any>

/** Typed columns: `const column = columnHelper<RobotRow>()`, then `column.accessor('name', { header, meta, cell })`. */
export function columnHelper<Row extends RowData>() {
  return createColumnHelper<typeof features, Row>()
}
