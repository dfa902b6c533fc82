'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Clamped } from '../../data-table/clamped'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Link } from '../../ui/link'
import { Name } from '../../ui/name'
import type { OpenDialog } from '../actions/robot-actions'
import { PermissionsDropDown } from './permissions-drop-down'

export function RobotName({ robot }: { robot: RobotRow }) {
  const t = useTranslations('robots')
  const badge = robot.legacy && <Badge kind="warning">{t('legacy')}</Badge>
  return (
    <Clamped label={robot.fullName} after={badge || (robot.liveSecrets > 1 && <SecretsBadge robot={robot} />)}>
      <Link href={paths.robot(robot)}>
        <Name>{robot.fullName}</Name>
      </Link>
    </Clamped>
  )
}

/** That more than one secret signs in, with the way to them. */
function SecretsBadge({ robot }: { robot: RobotRow }) {
  const t = useTranslations('rotation')
  const { liveSecrets: count, fullName: name } = robot
  return (
    <Link
      href={paths.robotSecrets(robot)}
      className="label label-info badge-label"
      aria-label={t('badgeOf', { count, name })}
    >
      {t('badge', { count })}
    </Link>
  )
}

type RobotCellProps = { robot: RobotRow; onOpen: (dialog: OpenDialog) => void }

/** What a robot may do at its level, which opens what that is. */
export function AccessCell({ robot, onOpen }: RobotCellProps) {
  if (robot.level === 'system' && robot.access.length === 0) return <None />
  const { access } = robot
  return <PermissionsDropDown parts={[{ access, onTable: () => onOpen({ kind: 'permissions', robot, access }) }]} />
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
          <PermissionsDropDown
            parts={[{ access: all, onTable: () => onOpen({ kind: 'permissions', robot, access: all }) }]}
          />
        </>
      )}
      <ProjectCount robot={robot} onOpen={onOpen} />
    </span>
  )
}

function ProjectCount({ robot, onOpen }: RobotCellProps) {
  const t = useTranslations('systemRobots')
  const { projectCount: count } = robot
  if (count === 0) return null
  return (
    <Button kind="link" size="sm" className="permissions-button" onClick={() => onOpen({ kind: 'projects', robot })}>
      {t('projectCount', { count })}
    </Button>
  )
}

/** What a robot of either level may do, in one drop-down, and in how many single projects. */
export function AnyAccessCell({ robot, onOpen }: RobotCellProps) {
  const [t, all] = [useTranslations('robots'), useTranslations('allRobots')]
  if (robot.level === 'project') {
    return (
      <span className="robot-projects">
        <AccessCell robot={robot} onOpen={onOpen} />
      </span>
    )
  }
  const held = [
    { title: t('columns.system'), access: robot.access },
    { title: all('inAllProjects'), access: robot.allProjectsAccess ?? [] },
  ].filter(({ access }) => access.length > 0)
  const parts = held.map((part) => ({
    ...part,
    onTable: () => onOpen({ kind: 'permissions', robot, access: part.access }),
  }))
  if (parts.length === 0 && robot.projectCount === 0) return <None />
  return (
    <span className="robot-projects">
      {parts.length > 0 && <PermissionsDropDown parts={parts} />}
      <ProjectCount robot={robot} onOpen={onOpen} />
    </span>
  )
}

/** Where a robot lives, with the way there. */
export function WhereCell({ robot: { project, fullName } }: { robot: RobotRow }) {
  const [t, all] = [useTranslations('robots'), useTranslations('allRobots')]
  if (!project) return <Link href={paths.administrationRobots()}>{all('system')}</Link>
  return (
    <Clamped label={`${t('columns.project')}, ${fullName}`}>
      <Link href={paths.projectRobots(project.name)}>
        <Name>{project.name}</Name>
      </Link>
    </Clamped>
  )
}

const None = () => useTranslations('systemRobots')('none')
