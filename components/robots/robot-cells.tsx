'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../data-table/clamped'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { PermissionsDropDown } from './permissions-drop-down'
import type { OpenDialog } from './robot-actions'

export function RobotName({ robot }: { robot: RobotRow }) {
  const t = useTranslations('robots')
  const badge = robot.legacy && <Badge kind="warning">{t('legacy')}</Badge>
  return (
    <Clamped label={robot.fullName} after={badge}>
      <Link href={paths.robot(robot)}>{robot.fullName}</Link>
    </Clamped>
  )
}

type RobotCellProps = { robot: RobotRow; onOpen: (dialog: OpenDialog) => void }

/** What a robot may do at its level, which opens what that is. */
export function AccessCell({ robot, onOpen }: RobotCellProps) {
  if (robot.level === 'system' && robot.access.length === 0) return <None />
  const { access } = robot
  return <PermissionsDropDown access={access} onTable={() => onOpen({ kind: 'permissions', robot, access })} />
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
          {t('allProjects')}{' '}
          <PermissionsDropDown access={all} onTable={() => onOpen({ kind: 'permissions', robot, access: all })} />
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

/** What a robot of either level may do. */
export function AnyAccessCell({ robot, onOpen }: RobotCellProps) {
  const { level, access, allProjectsAccess, projectCount } = robot
  const inProjects = allProjectsAccess !== null || projectCount > 0
  return (
    <span className="robot-projects">
      {(level === 'project' || access.length > 0 || !inProjects) && <AccessCell robot={robot} onOpen={onOpen} />}
      {inProjects && <ProjectsCell robot={robot} onOpen={onOpen} />}
    </span>
  )
}

/** Where a robot lives, with the way there. */
export function WhereCell({ robot: { project, fullName } }: { robot: RobotRow }) {
  const [t, all] = [useTranslations('robots'), useTranslations('allRobots')]
  if (!project) return <Link href={paths.administrationRobots()}>{all('system')}</Link>
  return (
    <Clamped label={`${t('columns.project')}, ${fullName}`}>
      <Link href={paths.projectRobots(project.name)}>{project.name}</Link>
    </Clamped>
  )
}

const None = () => useTranslations('systemRobots')('none')
