'use client'

import type { useTranslations } from 'next-intl'
import type { SystemRobotRow } from '@/lib/domain/robot-row'
import { columnHelper } from '../data-table/columns'
import { Button } from '../ui/button'
import { Time } from '../ui/time'
import { ExpiresIn } from './expires-in'
import { LastUsed } from './last-used'
import { EnabledState, PermissionsButton, RobotName } from './robot-cells'

const column = columnHelper<SystemRobotRow>()

type Translate = {
  t: ReturnType<typeof useTranslations<'robots'>>
  own: ReturnType<typeof useTranslations<'systemRobots'>>
}
type Open = {
  permissions: (robot: SystemRobotRow, access: string[]) => void
  projects: (robot: SystemRobotRow) => void
  activity: (robot: SystemRobotRow) => void
}

/** The columns of the system's robots, in Harbor's order. */
export const systemRobotColumns = ({ t, own }: Translate, open: Open) => [
  column.accessor('fullName', {
    header: t('columns.name'),
    meta: { sortKey: 'name', width: 160 },
    cell: ({ row }) => <RobotName robot={row.original} />,
  }),
  column.accessor('disabled', {
    header: t('columns.state'),
    meta: { width: 84 },
    cell: ({ row }) => <EnabledState disabled={row.original.disabled} />,
  }),
  column.accessor('systemAccess', {
    header: own('columns.system'),
    meta: { width: 144 },
    cell: ({ row: { original } }) =>
      original.systemAccess.length === 0 ? (
        own('none')
      ) : (
        <PermissionsButton
          count={original.systemAccess.length}
          onClick={() => open.permissions(original, original.systemAccess)}
        />
      ),
  }),
  column.accessor('projectCount', {
    header: own('columns.projects'),
    meta: { width: 176 },
    cell: ({ row }) => <Projects robot={row.original} own={own} open={open} />,
  }),
  column.accessor('createdAt', {
    header: t('columns.created'),
    meta: { sortKey: 'created', width: 150 },
    cell: ({ row }) => <Time value={row.original.createdAt} />,
  }),
  column.accessor('expiresAt', {
    header: t('columns.expires'),
    meta: { width: 146 },
    cell: ({ row }) => <ExpiresIn expiresAt={row.original.expiresAt} />,
  }),
  column.accessor('lastUsedAt', {
    header: t('columns.used'),
    meta: { sortKey: 'used', width: 124 },
    cell: ({ row }) => <LastUsed robot={row.original} onOpen={() => open.activity(row.original)} />,
  }),
  column.accessor('description', { header: t('columns.description'), meta: { width: 110 } }),
]

type ProjectsProps = { robot: SystemRobotRow; own: Translate['own']; open: Open }

/** All projects, some, or none. A robot made through the API may cover all and have more in some. */
function Projects({ robot, own, open }: ProjectsProps) {
  const { allProjectsAccess: all, projectCount } = robot
  if (!all && projectCount === 0) return own('none')
  return (
    <span className="robot-projects">
      {all && (
        <>
          {own('allProjects')} <PermissionsButton count={all.length} onClick={() => open.permissions(robot, all)} />
        </>
      )}
      {projectCount > 0 && (
        <Button kind="link" size="sm" className="permissions-button" onClick={() => open.projects(robot)}>
          {own('projectCount', { count: projectCount })}
        </Button>
      )}
    </span>
  )
}
