'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { EnabledState } from '../../ui/enabled-state'
import { Link } from '../../ui/link'
import { Time } from '../../ui/time'
import { useAgo } from '../activity/use-ago'
import { ExpiresIn } from '../expires-in'

/** Who a robot is, whether it can sign in, and until when. */
export function RobotFacts({ robot, secretMadeAt }: { robot: RobotRow; secretMadeAt: string | null }) {
  const [t, robots, all] = [useTranslations('robotPage'), useTranslations('robots'), useTranslations('allRobots')]
  const ago = useAgo()
  const { project } = robot
  return (
    <dl className="robot-facts">
      <Fact name={robots('columns.state')}>
        <EnabledState disabled={robot.disabled} t={robots} /> {robots(robot.disabled ? 'disabled' : 'enabled')}
      </Fact>
      <Fact name={robots('columns.expires')}>
        <ExpiresIn expiresAt={robot.expiresAt} />
      </Fact>
      <Fact name={robots('columns.used')}>
        {robot.lastUsedAt === null ? robots('used.never') : ago(robot.lastUsedAt * 1000)}
      </Fact>
      <Fact name={t('secret')}>
        {secretMadeAt === null ? t('noSecret') : t('secretAge', { age: ago(new Date(secretMadeAt).getTime()) })}
      </Fact>
      <Fact name={robots('wizard.mayRotate')}>{t(robot.mayRotate ? 'mayRotate' : 'mayNotRotate')}</Fact>
      <Fact name={robots('columns.project')}>
        {project ? (
          <Link href={paths.projectRobots(project.name)}>{project.name}</Link>
        ) : (
          <Link href={paths.administrationRobots()}>{all('system')}</Link>
        )}
      </Fact>
      <Fact name={robots('columns.created')}>
        <Time value={robot.createdAt} />
        {robot.maker !== null && ` · ${robot.maker}`}
      </Fact>
      {robot.description !== '' && (
        <Fact name={robots('columns.description')}>
          <bdi>{robot.description}</bdi>
        </Fact>
      )}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
