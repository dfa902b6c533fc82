'use client'

import { useTranslations } from 'next-intl'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import type { RobotRow } from '@/lib/domain/robot-row'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { EnabledState } from '../ui/enabled-state'
import { Time } from '../ui/time'
import { ExpiresIn } from './expires-in'
import { LastUsed } from './last-used'
import type { OpenDialog } from './robot-actions'
import { AccessCell, ProjectsCell, RobotName } from './robot-cells'

const column = columnHelper<RobotRow>()

type Translate = ReturnType<typeof useTranslations<'robots'>>

/** The columns of a table of robots, in Harbor's order; when each was used is ours. */
export function robotColumns(level: PermissionLevel, t: Translate, onOpen: (dialog: OpenDialog) => void) {
  // The system's table has one column more in the same room.
  const created = level === 'system' ? 'day' : 'short'
  return [
    column.accessor('fullName', {
      header: t('columns.name'),
      meta: { sortKey: 'name', room: 66 },
      cell: ({ row }) => <RobotName robot={row.original} />,
    }),
    column.accessor('disabled', {
      header: t('columns.state'),
      cell: ({ row }) => <EnabledState disabled={row.original.disabled} t={t} />,
    }),
    column.accessor('access', {
      header: level === 'system' ? t('columns.system') : t('columns.permissions'),
      cell: ({ row }) => <AccessCell robot={row.original} onOpen={onOpen} />,
    }),
    ...(level === 'system'
      ? [
          column.accessor('projectCount', {
            header: t('columns.projects'),
            cell: ({ row }) => <ProjectsCell robot={row.original} onOpen={onOpen} />,
          }),
        ]
      : []),
    column.accessor('createdAt', {
      header: t('columns.created'),
      meta: { sortKey: 'created' },
      cell: ({ row }) => <Time value={row.original.createdAt} format={created} />,
    }),
    column.accessor('expiresAt', {
      header: t('columns.expires'),
      cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
    }),
    column.accessor('lastUsedAt', {
      header: t('columns.used'),
      meta: { sortKey: 'used' },
      cell: ({ row: { original: robot } }) => (
        <LastUsed robot={robot} onOpen={() => onOpen({ kind: 'activity', robot })} />
      ),
    }),
    column.accessor('description', {
      header: t('columns.description'),
      meta: { room: 34 },
      cell: ({ row: { original: robot } }) => (
        <Clamped label={`${t('columns.description')}, ${robot.fullName}`}>{robot.description}</Clamped>
      ),
    }),
  ]
}
