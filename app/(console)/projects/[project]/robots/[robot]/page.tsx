import { currentRobot, robotTitle, type RobotSearch } from '../../../../current-robot'
import { RobotView } from '../../../../robot-view'

type Props = { params: Promise<{ project: string; robot: string }>; searchParams: RobotSearch }

async function asked({ params, searchParams }: Props) {
  const { project, robot } = await params
  return [project, robot, 'legacy' in (await searchParams)] as const
}

export const generateMetadata = async (props: Props) => robotTitle(...(await asked(props)))

export default async function ProjectRobotPage(props: Props) {
  return <RobotView {...await currentRobot(...(await asked(props)))} />
}
