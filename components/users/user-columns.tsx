'use client'

import { useTranslations } from 'next-intl'
import type { UserRow } from '@/lib/domain/users/user-row'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { Badge } from '../ui/badge'
import { EnabledState } from '../ui/enabled-state'
import { Name } from '../ui/name'
import { Time } from '../ui/time'

const column = columnHelper<UserRow>()

type Translate = ReturnType<typeof useTranslations<'users'>>

/** The columns of the list of users. */
export const userColumns = (t: Translate) => [
  column.accessor('username', {
    header: t('columns.name'),
    meta: { sortKey: 'name', room: 36 },
    cell: ({ row }) => <UserName user={row.original} />,
  }),
  column.accessor('realName', {
    header: t('columns.realName'),
    meta: { room: 28 },
    cell: ({ row: { original: user } }) => (
      <Clamped label={`${t('columns.realName')}, ${user.username}`}>{user.realName}</Clamped>
    ),
  }),
  column.accessor('email', {
    header: t('columns.email'),
    meta: { room: 36 },
    cell: ({ row }) => <EmailAddress user={row.original} />,
  }),
  column.accessor('isAdmin', {
    header: t('columns.admin'),
    cell: ({ getValue }) => (getValue() ? t('yes') : t('no')),
  }),
  column.accessor('disabled', {
    header: t('columns.state'),
    cell: ({ getValue }) => <EnabledState disabled={getValue()} t={t} />,
  }),
  column.accessor('memberships', { header: t('columns.projects') }),
  column.accessor('createdAt', {
    header: t('columns.created'),
    meta: { sortKey: 'created' },
    cell: ({ getValue }) => <Time value={getValue()} />,
  }),
]

function UserName({ user }: { user: UserRow }) {
  const t = useTranslations('users')
  return (
    <Clamped label={user.username} after={user.isSelf && <Badge kind="info">{t('you')}</Badge>}>
      <Name>{user.username}</Name>
    </Clamped>
  )
}

function EmailAddress({ user: { username, email, emailVerified } }: { user: UserRow }) {
  const t = useTranslations('users')
  if (email === '') return null
  return (
    <Clamped
      label={`${t('columns.email')}, ${username}`}
      after={!emailVerified && <Badge kind="warning">{t('unverified')}</Badge>}
    >
      {email}
    </Clamped>
  )
}
