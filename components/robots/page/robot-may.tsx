'use client'

import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { Button } from '../../ui/button'
import type { OpenDialog } from '../actions/robot-actions'
import { AccessInWords } from '../permissions/access-in-words'

type RobotMayProps = {
  robot: RobotRow
  /** Who may also ask for less. */
  mayUpdate: boolean
  onOpen: (dialog: OpenDialog) => void
}

/** What a robot may do, in words, with the way to the matrix: in its project or the system, and in other projects. */
export function RobotMay({ robot, mayUpdate, onOpen }: RobotMayProps) {
  const t = useTranslations('robotPage')
  const less = useTranslations('less')
  const { level, access, allProjectsAccess, projectCount } = robot
  if (access.length === 0 && !allProjectsAccess && projectCount === 0) return <p>{t('mayNothing')}</p>
  const inWords = (where: string, keys: string[]) => (
    <div className="robot-may" key={where}>
      {level === 'system' && <h4>{where}</h4>}
      <AccessInWords access={keys} />
      <Button kind="link" size="sm" onClick={() => onOpen({ kind: 'permissions', robot, access: keys })}>
        {t('asTable')}
      </Button>
    </div>
  )
  return (
    <>
      {access.length > 0 && inWords(t('inSystem'), access)}
      {allProjectsAccess && inWords(t('inAllProjects'), allProjectsAccess)}
      {projectCount > 0 && (
        <Button kind="link" size="sm" onClick={() => onOpen({ kind: 'projects', robot })}>
          {t('inProjects', { count: projectCount })}
        </Button>
      )}
      {mayUpdate && !robot.legacy && (
        <p className="robot-less">
          {less('hint')}{' '}
          <Button kind="link" size="sm" onClick={() => onOpen({ kind: 'less', robot })}>
            {less('title')}
          </Button>
        </p>
      )}
    </>
  )
}
