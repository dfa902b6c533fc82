import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { paths } from '@/lib/paths'
import { currentRobot, type RobotSearch } from '../../../current-robot'
import { RobotView } from '../../../robot-view'

type Props = { params: Promise<{ robot: string }>; searchParams: RobotSearch }

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  try {
    const found = await currentRobot(null, (await params).robot, 'legacy' in (await searchParams))
    return { title: found.robot.fullName }
  } catch (error) {
    unstable_rethrow(error) // that there is no such robot
    return { title: (await getTranslations('robots'))('title') }
  }
}

export default async function SystemRobotPage({ params, searchParams }: Props) {
  const found = await currentRobot(null, (await params).robot, 'legacy' in (await searchParams))
  return <RobotView {...found} scope={{ kind: 'system' }} listHref={paths.administrationRobots()} />
}
