import type { ReactTable, RowData } from '@tanstack/react-table'
import type { features } from './columns'

export type TableInstance<Row extends RowData> = ReactTable<typeof features, Row>
