import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function AllRobotsLoading() {
  return <ListSkeleton title="allRobots" columns={8} />
}
