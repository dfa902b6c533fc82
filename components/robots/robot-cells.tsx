'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import type { OpenDialog } from './robot-actions'

export function RobotName({ robot }: { robot: RobotRow }) {
  const t = useTranslations('robots')
  return (
    <span className="robot-name">
      {robot.fullName} {robot.legacy && <Badge kind="warning">{t('legacy')}</Badge>}
    </span>
  )
}

type RobotCellProps = { robot: RobotRow; onOpen: (dialog: OpenDialog) => void }

/** What a robot may do at its level, which opens what that is. */
export function AccessCell({ robot, onOpen }: RobotCellProps) {
  if (robot.level === 'system' && robot.access.length === 0) return <None />
  return <PermissionsButton robot={robot} access={robot.access} onOpen={onOpen} />
}

/** All projects, some, or none. A robot made through the API may cover all and have more in some. */
export function ProjectsCell({ robot, onOpen }: RobotCellProps) {
  const t = useTranslations('systemRobots')
  const { allProjectsAccess: all, projectCount: count } = robot
  if (!all && count === 0) return <None />
  return (
    <span className="robot-projects">
      {all && (
        <>
          {t('allProjects')} <PermissionsButton robot={robot} access={all} onOpen={onOpen} />
        </>
      )}
      {count > 0 && (
        <Button
          kind="link"
          size="sm"
          className="permissions-button"
          onClick={() => onOpen({ kind: 'projects', robot })}
        >
          {t('projectCount', { count })}
        </Button>
      )}
    </span>
  )
}

const None = () => useTranslations('systemRobots')('none')

function PermissionsButton({ robot, access, onOpen }: RobotCellProps & { access: string[] }) {
  const t = useTranslations('robots')
  return (
    <Button
      kind="link"
      size="sm"
      className="permissions-button"
      onClick={() => onOpen({ kind: 'permissions', robot, access })}
    >
      {t('permissionCount', { count: access.length })}
      <Icon name="angle" direction="down" size={12} />
    </Button>
  )
}
