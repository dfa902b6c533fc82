'use client'

import { useMemo } from 'react'
import { useTranslations } from 'next-intl'
import type { FormerNameRow } from '@/lib/domain/settings/former-name-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import type { ListState } from '../data-table/list-params'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { Time } from '../ui/time'
import { formerListParams } from './former-list-params'

type FormerNamesTableProps = { rows: FormerNameRow[]; total: number; list: ListState<'last'> }

/** Which robots still sign in under a name of before, from where and with what. */
export function FormerNamesTable({ rows, total, list }: FormerNamesTableProps) {
  const t = useTranslations('formerPrefixes')
  const columns = useMemo(() => columnsIn(t), [t])
  return (
    <DataTable
      label={t('uses')}
      params={formerListParams}
      list={list}
      rows={rows}
      total={total}
      columns={columns}
      rowId={({ robotId, prefix }) => `${robotId} ${prefix}`}
      empty={t('empty')}
    />
  )
}

const column = columnHelper<FormerNameRow>()

const columnsIn = (t: ReturnType<typeof useTranslations<'formerPrefixes'>>) => [
  column.accessor('fullName', {
    header: t('columns.robot'),
    meta: { room: 50 },
    cell: ({ row: { original } }) => (
      <Clamped label={original.fullName}>
        <Link href={paths.robot({ ...original, legacy: false })}>
          <Name>{original.fullName}</Name>
        </Link>
      </Clamped>
    ),
  }),
  column.accessor('prefix', {
    header: t('columns.prefix'),
    meta: { room: 20 },
    cell: ({ getValue }) => <Clamped label={getValue()}>{getValue()}</Clamped>,
  }),
  column.accessor('uses', { header: t('columns.uses') }),
  column.accessor('lastAt', { header: t('columns.last'), cell: ({ getValue }) => <Time value={getValue()} /> }),
  column.accessor('lastClient', {
    header: t('columns.client'),
    meta: { room: 30 },
    cell: ({ getValue }) => getValue() && <Clamped label={getValue() ?? ''}>{getValue()}</Clamped>,
  }),
  column.accessor('lastAddress', { header: t('columns.address') }),
]
