'use client'

import { useTranslations } from 'next-intl'
import type { UserRow } from '@/lib/domain/user-row'
import { columnHelper } from '../data-table/columns'
import { Badge } from '../ui/badge'
import { EnabledState } from '../ui/enabled-state'
import { Time } from '../ui/time'

const column = columnHelper<UserRow>()

type Translate = ReturnType<typeof useTranslations<'users'>>

/** The columns of the list of users. */
export const userColumns = (t: Translate) => [
  column.accessor('username', {
    header: t('columns.name'),
    meta: { sortKey: 'name', width: 180 },
    cell: ({ row }) => <UserName user={row.original} />,
  }),
  column.accessor('realName', { header: t('columns.realName'), meta: { width: 136 } }),
  column.accessor('isAdmin', {
    header: t('columns.admin'),
    meta: { width: 112 },
    cell: ({ getValue }) => (getValue() ? t('yes') : t('no')),
  }),
  column.accessor('disabled', {
    header: t('columns.state'),
    meta: { width: 112 },
    cell: ({ getValue }) => <EnabledState disabled={getValue()} t={t} />,
  }),
  column.accessor('memberships', { header: t('columns.projects'), meta: { width: 80 } }),
  column.accessor('createdAt', {
    header: t('columns.created'),
    meta: { sortKey: 'created', width: 148 },
    cell: ({ getValue }) => <Time value={getValue()} />,
  }),
]

function UserName({ user }: { user: UserRow }) {
  const t = useTranslations('users')
  return (
    <span className="user-name">
      {user.username} {user.isSelf && <Badge kind="info">{t('you')}</Badge>}
    </span>
  )
}
