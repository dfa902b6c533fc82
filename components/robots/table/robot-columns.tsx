'use client'

import { useMemo } from 'react'
import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Clamped } from '../../data-table/clamped'
import { columnHelper, type DataTableColumn } from '../../data-table/columns'
import { EnabledState } from '../../ui/enabled-state'
import { Name } from '../../ui/name'
import { Time } from '../../ui/time'
import type { OpenDialog } from '../actions/robot-actions'
import { LastUsed } from '../activity/last-used'
import { ExpiresIn } from '../expires-in'
import type { RobotsTableContext } from '../robots-context'
import { AccessCell, AnyAccessCell, ProjectsCell, RobotName, WhereCell } from './robot-cells'

const column = columnHelper<RobotRow>()

type Level = RobotsTableContext['level']
type Translate = ReturnType<typeof useTranslations<'robots'>>
type Open = (dialog: OpenDialog) => void

/** The columns of a table of robots, in Harbor's order; when each was used is ours. They change with the language alone. */
export function useRobotColumns(level: Level, onOpen: Open): DataTableColumn<RobotRow>[] {
  const t = useTranslations('robots')
  return useMemo(() => (level === 'all' ? columnsOfAll(t, onOpen) : columnsOf(level, t, onOpen)), [level, t, onOpen])
}

function columnsOf(level: 'project' | 'system', t: Translate, onOpen: Open) {
  const usual = usualColumns(t, onOpen)
  return [
    usual.name(66),
    usual.state,
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
    // The system's table has one column more in the same room.
    usual.created(level === 'system' ? 'day' : 'short'),
    usual.expires,
    usual.used,
    usual.description(34),
  ]
}

/** Where each robot is, and who made it, in the room of when it was used. */
function columnsOfAll(t: Translate, onOpen: Open) {
  const usual = usualColumns(t, onOpen)
  return [
    usual.name(50),
    column.accessor('project', {
      header: t('columns.project'),
      meta: { room: 17 },
      cell: ({ row }) => <WhereCell robot={row.original} />,
    }),
    usual.state,
    column.accessor('access', {
      header: t('columns.permissions'),
      cell: ({ row }) => <AnyAccessCell robot={row.original} onOpen={onOpen} />,
    }),
    usual.created('day'),
    usual.expires,
    column.accessor('maker', {
      header: t('columns.maker'),
      meta: { room: 13 },
      cell: ({ row: { original: robot } }) => (
        <Clamped label={`${t('columns.maker')}, ${robot.fullName}`}>
          <Name>{robot.maker ?? '–'}</Name>
        </Clamped>
      ),
    }),
    usual.description(20),
  ]
}

const usualColumns = (t: Translate, onOpen: Open) => ({
  name: (room: number) =>
    column.accessor('fullName', {
      header: t('columns.name'),
      meta: { sortKey: 'name', room },
      cell: ({ row }) => <RobotName robot={row.original} />,
    }),
  state: column.accessor('disabled', {
    header: t('columns.state'),
    cell: ({ row }) => <EnabledState disabled={row.original.disabled} t={t} />,
  }),
  created: (format: 'day' | 'short') =>
    column.accessor('createdAt', {
      header: t('columns.created'),
      meta: { sortKey: 'created' },
      cell: ({ row }) => <Time value={row.original.createdAt} format={format} />,
    }),
  expires: column.accessor('expiresAt', {
    header: t('columns.expires'),
    cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
  }),
  used: column.accessor('lastUsedAt', {
    header: t('columns.used'),
    meta: { sortKey: 'used' },
    cell: ({ row: { original: robot } }) => (
      <LastUsed robot={robot} onOpen={() => onOpen({ kind: 'activity', robot })} />
    ),
  }),
  description: (room: number) =>
    column.accessor('description', {
      header: t('columns.description'),
      meta: { room },
      cell: ({ row: { original: robot } }) => (
        <Clamped label={`${t('columns.description')}, ${robot.fullName}`}>{robot.description}</Clamped>
      ),
    }),
})
