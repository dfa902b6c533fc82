'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { columnHelper } from '../data-table/columns'
import { Time } from '../ui/time'
import { ExpiresIn } from './expires-in'
import { EnabledState, PermissionsButton, RobotName } from './robot-cells'

const column = columnHelper<RobotRow>()

type Translate = ReturnType<typeof useTranslations<'robots'>>

/** The columns of a project's robots, in Harbor's order. */
export const robotColumns = (t: Translate, onShowPermissions: (robot: RobotRow) => void) => [
  column.accessor('fullName', {
    header: t('columns.name'),
    meta: { sortKey: 'name', width: 290 },
    cell: ({ row }) => <RobotName robot={row.original} />,
  }),
  column.accessor('disabled', {
    header: t('columns.state'),
    meta: { width: 118 },
    cell: ({ row }) => <EnabledState disabled={row.original.disabled} />,
  }),
  column.accessor('access', {
    header: t('columns.permissions'),
    meta: { width: 160 },
    cell: ({ row }) => (
      <PermissionsButton count={row.original.access.length} onClick={() => onShowPermissions(row.original)} />
    ),
  }),
  column.accessor('createdAt', {
    header: t('columns.created'),
    meta: { sortKey: 'created', width: 160 },
    cell: ({ row }) => <Time value={row.original.createdAt} />,
  }),
  column.accessor('expiresAt', {
    header: t('columns.expires'),
    meta: { width: 156 },
    cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
  }),
  column.accessor('description', { header: t('columns.description') }),
]
