import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function SystemRobotsLoading() {
  return <ListSkeleton title="robots" columns={7} />
}
