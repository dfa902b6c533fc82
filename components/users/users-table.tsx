'use client'

import { useMemo, useState } from 'react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { UserRow } from '@/lib/domain/user-row'
import { DataTable } from '../data-table/data-table'
import type { ListState } from '../data-table/list-params'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { userListParams } from './user-list-params'
import { UserActions, type OpenDialog } from './user-actions'
import { userColumns } from './user-columns'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const UserDialogs = dynamic(() => import('./user-dialogs').then((module) => module.UserDialogs), { ssr: false })

type UsersTableProps = { list: ListState<'name' | 'created'>; rows: UserRow[]; total: number }

/** All users: the table, the buttons above it, and the dialogs that these open. */
export function UsersTable({ list, rows, total }: UsersTableProps) {
  const t = useTranslations('users')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const columns = useMemo(() => userColumns(t), [t])

  return (
    <>
      <DataTable
        label={t('table')}
        params={userListParams}
        list={list}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(user) => String(user.id)}
        rowLabel={(user) => user.username}
        searchLabel={t('search')}
        empty={<EmptyState icon="users">{list.q === '' ? t('empty') : t('noMatch', { text: list.q })}</EmptyState>}
        toolbar={(selected) => (
          <>
            <Button icon="plus" onClick={() => setDialog({ kind: 'create' })}>
              {t('new')}
            </Button>
            <UserActions selected={selected} onOpen={setDialog} />
          </>
        )}
      />
      {dialog && <UserDialogs dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  )
}
