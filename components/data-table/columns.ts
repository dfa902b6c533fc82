import {
  createColumnHelper,
  rowSelectionFeature,
  tableFeatures,
  type ColumnDef,
  type RowData,
} from '@tanstack/react-table'

type DataTableColumnMeta = {
  /** The key that the list's `sort` uses for this column; makes its header sortable. */
  sortKey?: string
  /** Least width in pixels, 180 unless given. All columns grow in proportion when the table has more room. */
  width?: number
}

/** Only what we use: the server sorts and pages, so neither is bundled. */
export const features = tableFeatures({ rowSelectionFeature, columnMeta: {} as DataTableColumnMeta })

// `any` is TanStack's own: each column has its own value type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type DataTableColumn<Row extends RowData> = ColumnDef<typeof features, Row, any>

/** Typed columns: `const column = columnHelper<RobotRow>()`, then `column.accessor('name', { header, meta, cell })`. */
export function columnHelper<Row extends RowData>() {
  return createColumnHelper<typeof features, Row>()
}
