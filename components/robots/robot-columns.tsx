'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { columnHelper } from '../data-table/columns'
import { Time } from '../ui/time'
import { ExpiresIn } from './expires-in'
import { LastUsed } from './last-used'
import { EnabledState, PermissionsButton, RobotName } from './robot-cells'

const column = columnHelper<RobotRow>()

type Translate = ReturnType<typeof useTranslations<'robots'>>

type Open = { permissions: (robot: RobotRow) => void; activity: (robot: RobotRow) => void }

/** The columns of a project's robots, in Harbor's order; when each was used is ours. */
export const robotColumns = (t: Translate, open: Open) => [
  column.accessor('fullName', {
    header: t('columns.name'),
    meta: { sortKey: 'name', width: 262 },
    cell: ({ row }) => <RobotName robot={row.original} />,
  }),
  column.accessor('disabled', {
    header: t('columns.state'),
    meta: { width: 109 },
    cell: ({ row }) => <EnabledState disabled={row.original.disabled} />,
  }),
  column.accessor('access', {
    header: t('columns.permissions'),
    meta: { width: 144 },
    cell: ({ row }) => (
      <PermissionsButton count={row.original.access.length} onClick={() => open.permissions(row.original)} />
    ),
  }),
  column.accessor('createdAt', {
    header: t('columns.created'),
    meta: { sortKey: 'created', width: 151 },
    cell: ({ row }) => <Time value={row.original.createdAt} />,
  }),
  column.accessor('expiresAt', {
    header: t('columns.expires'),
    meta: { width: 146 },
    cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
  }),
  column.accessor('lastUsedAt', {
    header: t('columns.used'),
    meta: { sortKey: 'used', width: 132 },
    cell: ({ row }) => <LastUsed robot={row.original} onOpen={() => open.activity(row.original)} />,
  }),
  column.accessor('description', { header: t('columns.description'), meta: { width: 150 } }),
]
