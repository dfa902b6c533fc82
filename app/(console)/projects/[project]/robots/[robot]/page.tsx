import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { paths } from '@/lib/paths'
import { currentProject } from '../../current-project'
import { currentRobot, type RobotSearch } from '../../../../current-robot'
import { RobotView } from '../../../../robot-view'

type Props = { params: Promise<{ project: string; robot: string }>; searchParams: RobotSearch }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { project, robot } = await params
  try {
    const found = await currentRobot(project, robot, 'legacy' in (await searchParams))
    return { title: found.robot.fullName }
  } catch (error) {
    unstable_rethrow(error) // that there is no such robot
    return { title: (await getTranslations('robots'))('title') }
  }
}

export default async function ProjectRobotPage({ params, searchParams }: Props) {
  const { project, robot } = await params
  const { name } = await currentProject(project)
  const found = await currentRobot(project, robot, 'legacy' in (await searchParams))
  return <RobotView {...found} scope={{ kind: 'project', name }} listHref={paths.projectRobots(name)} />
}
