import type { ReactNode } from 'react'

type DataTableColumnMeta = {
  /** The key that the list's `sort` uses for this column; makes its header sortable. */
  sortKey?: string
  /**
   * For text of any length: the column's share, in percent, of the room that the others leave, whatever is in it. Its
   * cells show it with `Clamped`. Columns without are as wide as what is in them, so that no language runs over.
   */
  room?: number
}

/** The server searches, sorts and pages, so a column only says what stands at its head and in its cells. */
export type DataTableColumn<Row> = {
  id: string
  header: ReactNode
  meta?: DataTableColumnMeta
  cellOf: (row: Row) => ReactNode
}

type Cell<Row, Value> = { row: { original: Row }; getValue: () => Value }
type Accessor<Row, Value> = {
  header: ReactNode
  meta?: DataTableColumnMeta
  /** Without: the value as it is. */
  cell?: (cell: Cell<Row, Value>) => ReactNode
}

/** Typed columns: `const column = columnHelper<RobotRow>()`, then `column.accessor('name', { header, meta, cell })`. */
export const columnHelper = <Row>() => ({
  accessor: <Key extends keyof Row & string>(
    id: Key,
    { cell, ...column }: Accessor<Row, Row[Key]>,
  ): DataTableColumn<Row> => ({
    ...{ id, ...column },
    cellOf: (original) =>
      cell ? cell({ row: { original }, getValue: () => original[id] }) : (original[id] as ReactNode),
  }),
})
