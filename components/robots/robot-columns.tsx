'use client'

import { useTranslations } from 'next-intl'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import type { RobotRow } from '@/lib/domain/robot-row'
import { columnHelper } from '../data-table/columns'
import { EnabledState } from '../ui/enabled-state'
import { Time } from '../ui/time'
import { ExpiresIn } from './expires-in'
import { LastUsed } from './last-used'
import type { OpenDialog } from './robot-actions'
import { AccessCell, ProjectsCell, RobotName } from './robot-cells'

const column = columnHelper<RobotRow>()

type Translate = ReturnType<typeof useTranslations<'robots'>>

/** The system's table has one column more in the same room. */
const widths = {
  project: { name: 262, state: 109, created: 151, used: 132, description: 150 },
  system: { name: 160, state: 84, created: 150, used: 124, description: 110 },
}

/** The columns of a table of robots, in Harbor's order; when each was used is ours. */
export function robotColumns(level: PermissionLevel, t: Translate, onOpen: (dialog: OpenDialog) => void) {
  const width = widths[level]
  return [
    column.accessor('fullName', {
      header: t('columns.name'),
      meta: { sortKey: 'name', width: width.name },
      cell: ({ row }) => <RobotName robot={row.original} />,
    }),
    column.accessor('disabled', {
      header: t('columns.state'),
      meta: { width: width.state },
      cell: ({ row }) => <EnabledState disabled={row.original.disabled} t={t} />,
    }),
    column.accessor('access', {
      header: level === 'system' ? t('columns.system') : t('columns.permissions'),
      meta: { width: 144 },
      cell: ({ row }) => <AccessCell robot={row.original} onOpen={onOpen} />,
    }),
    ...(level === 'system'
      ? [
          column.accessor('projectCount', {
            header: t('columns.projects'),
            meta: { width: 176 },
            cell: ({ row }) => <ProjectsCell robot={row.original} onOpen={onOpen} />,
          }),
        ]
      : []),
    column.accessor('createdAt', {
      header: t('columns.created'),
      meta: { sortKey: 'created', width: width.created },
      cell: ({ row }) => <Time value={row.original.createdAt} />,
    }),
    column.accessor('expiresAt', {
      header: t('columns.expires'),
      meta: { width: 146 },
      cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
    }),
    column.accessor('lastUsedAt', {
      header: t('columns.used'),
      meta: { sortKey: 'used', width: width.used },
      cell: ({ row: { original: robot } }) => (
        <LastUsed robot={robot} onOpen={() => onOpen({ kind: 'activity', robot })} />
      ),
    }),
    column.accessor('description', { header: t('columns.description'), meta: { width: width.description } }),
  ]
}
