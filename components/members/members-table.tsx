'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { useReopened } from '@/lib/client/use-reopened'
import type { MemberRow } from '@/lib/domain/projects/member-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import { NoMatch } from '../data-table/no-match'
import type { ListState } from '../data-table/list-params'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { EmptyList } from '../ui/empty-list'
import { Name } from '../ui/name'
import { Near } from '../ui/near'
import { Time } from '../ui/time'
import { MemberActions, type OpenDialog } from './member-actions'
import { memberListParams } from './member-list-params'
import type { MembersContext } from './members-context'

// Forms and dialogs arrive when one is opened: the page itself stays small.
const MemberDialogs = onDemand('members', async () => (await import('./member-dialogs')).MemberDialogs)

type MembersTableProps = {
  context: MembersContext
  rows: MemberRow[]
  total: number
  list: ListState<'name' | 'created'>
  may: { create: boolean; update: boolean; delete: boolean }
}

/** A project's members: the table, the buttons above it, and the dialogs that these open. */
export function MembersTable({ context, rows, total, list, may }: MembersTableProps) {
  const t = useTranslations('members')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('members', setDialog)
  const columns = useColumns()

  return (
    <Near preload={MemberDialogs.preload}>
      <DataTable
        label={t('table')}
        params={memberListParams}
        list={list}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(member) => String(member.id)}
        rowLabel={(member) => member.username}
        searchLabel={t('search')}
        empty={
          list.q === '' ? (
            <EmptyList
              icon="users"
              title={t('empty')}
              text={t('none.text')}
              create={may.create ? { label: t('none.create'), onCreate: () => setDialog({ kind: 'add' }) } : undefined}
              more={{ label: t('none.more'), href: paths.help() }}
            />
          ) : (
            <NoMatch>{t('emptySearch', { search: list.q })}</NoMatch>
          )
        }
        toolbar={(selected) => (
          <>
            <Button
              icon="plus"
              disabled={!may.create}
              aria-label={t('newLabel')}
              onClick={() => setDialog({ kind: 'add' })}
            >
              {t('new')}
            </Button>
            <MemberActions selected={selected} mayUpdate={may.update} mayDelete={may.delete} onOpen={setDialog} />
          </>
        )}
      />
      {dialog && <MemberDialogs dialog={dialog} context={context} rows={rows} onClose={() => setDialog(null)} />}
    </Near>
  )
}

const column = columnHelper<MemberRow>()

function useColumns() {
  const t = useTranslations('members')
  const roles = useTranslations('roles')
  // The table wants stable columns; the texts only change with the language.
  return useMemo(
    () => [
      column.accessor('username', {
        header: t('columns.name'),
        meta: { room: 55, sortKey: 'name' },
        cell: ({ row: { original } }) => (
          <Clamped label={original.username} after={original.disabled && <Badge kind="warning">{t('disabled')}</Badge>}>
            <Name>{original.username}</Name>
          </Clamped>
        ),
      }),
      column.accessor('realName', {
        header: t('columns.realName'),
        meta: { room: 45 },
        cell: ({ row: { original } }) => (
          <Clamped label={`${t('columns.realName')}, ${original.username}`}>{original.realName}</Clamped>
        ),
      }),
      column.accessor('role', {
        header: t('columns.role'),
        cell: ({ getValue }) => roles(getValue()),
      }),
      column.accessor('createdAt', {
        header: t('columns.added'),
        meta: { sortKey: 'created' },
        cell: ({ getValue }) => <Time value={getValue()} />,
      }),
    ],
    [t, roles],
  )
}
