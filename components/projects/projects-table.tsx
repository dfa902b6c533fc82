'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { useReopened } from '@/lib/client/use-reopened'
import type { ProjectRow } from '@/lib/domain/projects/project-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import { NoMatch } from '../data-table/no-match'
import type { ListState } from '../data-table/list-params'
import { Button } from '../ui/button'
import { EmptyList } from '../ui/empty-list'
import { Near } from '../ui/near'
import { Time } from '../ui/time'
import { Link } from '../ui/link'
import { Name } from '../ui/name'
import { projectListParams } from './project-list-params'
import { ProjectActions, type OpenDialog } from './project-actions'

// Forms and dialogs arrive when one is opened: the page itself stays small.
const ProjectDialogs = onDemand('projects', async () => (await import('./project-dialogs')).ProjectDialogs)

type ProjectsTableProps = {
  list: ListState<'name' | 'created'>
  rows: ProjectRow[]
  total: number
  mayCreate: boolean
}

/** The projects the reader may see, each with the reader's role, and what may be done with them. */
export function ProjectsTable({ list, rows, total, mayCreate }: ProjectsTableProps) {
  const t = useTranslations('projects')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('projects', setDialog)
  const columns = useColumns()
  return (
    <Near preload={ProjectDialogs.preload}>
      <DataTable
        label={t('title')}
        params={projectListParams}
        list={list}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(row) => String(row.id)}
        rowLabel={(row) => row.name}
        searchLabel={t('search')}
        empty={
          list.q === '' ? (
            <EmptyList
              icon="organization"
              title={t('empty')}
              text={t(mayCreate ? 'none.text' : 'none.ask')}
              create={
                mayCreate ? { label: t('none.create'), onCreate: () => setDialog({ kind: 'create' }) } : undefined
              }
              more={{ label: t('none.more'), href: paths.help() }}
            />
          ) : (
            <NoMatch>{t('noMatch', { text: list.q })}</NoMatch>
          )
        }
        toolbar={(selected) => (
          <>
            {mayCreate && (
              <Button icon="plus" onClick={() => setDialog({ kind: 'create' })}>
                {t('new')}
              </Button>
            )}
            <ProjectActions selected={selected} onOpen={setDialog} />
          </>
        )}
      />
      {dialog && <ProjectDialogs dialog={dialog} onClose={() => setDialog(null)} />}
    </Near>
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
        meta: { sortKey: 'name', room: 100 },
        cell: ({ row: { original } }) => (
          <Clamped label={original.name}>
            <Link href={hrefOf(original)}>
              <Name>{original.name}</Name>
            </Link>
          </Clamped>
        ),
      }),
      column.accessor('public', {
        header: t('accessLevel'),
        cell: ({ getValue }) => (getValue() ? t('public') : t('private')),
      }),
      column.accessor('role', {
        header: t('role'),
        cell: ({ getValue }) => roles(getValue() ?? 'visitor'),
      }),
      column.accessor('robotCount', {
        header: t('robotCount'),
        cell: ({ getValue }) => getValue() ?? <span title={t('robotsHidden')}>–</span>,
      }),
      column.accessor('createdAt', {
        header: t('createdAt'),
        meta: { sortKey: 'created' },
        cell: ({ getValue }) => <Time value={getValue()} />,
      }),
    ],
    [t, roles],
  )
}

const hrefOf = ({ name, robotCount }: ProjectRow) =>
  robotCount === null ? paths.project(name) : paths.projectRobots(name)
