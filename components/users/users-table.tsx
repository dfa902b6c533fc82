'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { useReopened } from '@/lib/client/use-reopened'
import type { UserRow } from '@/lib/domain/users/user-row'
import { DataTable } from '../data-table/data-table'
import { NoMatch } from '../data-table/no-match'
import type { ListState } from '../data-table/list-params'
import { Button } from '../ui/button'
import { Near } from '../ui/near'
import { userListParams } from './user-list-params'
import { UserActions, type OpenDialog } from './user-actions'
import { userColumns } from './user-columns'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const UserDialogs = onDemand('users', async () => (await import('./user-dialogs')).UserDialogs)

type UsersTableProps = { list: ListState<'name' | 'created'>; rows: UserRow[]; total: number }

/** All users: the table, the buttons above it, and the dialogs that these open. */
export function UsersTable({ list, rows, total }: UsersTableProps) {
  const t = useTranslations('users')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('users', setDialog)
  const columns = useMemo(() => userColumns(t), [t])

  return (
    <Near preload={UserDialogs.preload}>
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
        // Whoever sees this list stands in it.
        empty={<NoMatch>{t('noMatch', { text: list.q })}</NoMatch>}
        toolbar={(selected) => (
          <>
            <Button icon="plus" onClick={() => setDialog({ kind: 'create' })}>
              {t('new')}
            </Button>
            <UserActions selected={selected} onOpen={setDialog} />
          </>
        )}
      />
      {dialog && <UserDialogs dialog={dialog} rows={rows} onClose={() => setDialog(null)} />}
    </Near>
  )
}
