import { currentRobot, robotTitle, type RobotSearch } from '../../../current-robot'
import { RobotView } from '../../../robot-view'

type Props = { params: Promise<{ robot: string }>; searchParams: RobotSearch }

const asked = async ({ params, searchParams }: Props) =>
  [null, (await params).robot, 'legacy' in (await searchParams)] as const

export const generateMetadata = async (props: Props) => robotTitle(...(await asked(props)))

export default async function SystemRobotPage(props: Props) {
  return <RobotView {...await currentRobot(...(await asked(props)))} />
}
