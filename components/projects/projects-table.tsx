'use client'

import { useMemo } from 'react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ProjectRow } from '@/lib/domain/project-row'
import { paths } from '@/lib/paths'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import type { ListState } from '../data-table/list-params'
import { EmptyState } from '../ui/empty-state'
import { Time } from '../ui/time'
import { projectListParams } from './list-params'

type ProjectsTableProps = { list: ListState<'name' | 'created'>; rows: ProjectRow[]; total: number }

/** The projects the reader may see, each with the reader's role. */
export function ProjectsTable({ list, rows, total }: ProjectsTableProps) {
  const t = useTranslations('projects')
  const columns = useColumns()
  return (
    <DataTable
      label={t('title')}
      params={projectListParams}
      list={list}
      rows={rows}
      total={total}
      columns={columns}
      rowId={(row) => String(row.id)}
      searchLabel={t('search')}
      empty={<EmptyState icon="organization">{list.q === '' ? t('empty') : t('noMatch', { text: list.q })}</EmptyState>}
    />
  )
}

const column = columnHelper<ProjectRow>()

function useColumns() {
  const t = useTranslations('projects')
  const roles = useTranslations('roles')
  // The table wants stable columns; the texts only change with the language.
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('name'),
        meta: { sortKey: 'name' },
        cell: ({ row: { original } }) => <Link href={hrefOf(original)}>{original.name}</Link>,
      }),
      column.accessor('public', {
        header: t('accessLevel'),
        meta: { width: 130 },
        cell: ({ getValue }) => (getValue() ? t('public') : t('private')),
      }),
      column.accessor('role', {
        header: t('role'),
        meta: { width: 150 },
        cell: ({ getValue }) => roles(getValue() ?? 'visitor'),
      }),
      column.accessor('robotCount', {
        header: t('robotCount'),
        meta: { width: 150 },
        cell: ({ getValue }) => getValue() ?? <span title={t('robotsHidden')}>–</span>,
      }),
      column.accessor('createdAt', {
        header: t('createdAt'),
        meta: { width: 180, sortKey: 'created' },
        cell: ({ getValue }) => <Time value={getValue()} />,
      }),
    ],
    [t, roles],
  )
}

const hrefOf = ({ name, robotCount }: ProjectRow) =>
  robotCount === null ? paths.project(name) : paths.projectRobots(name)
