import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function RobotsLoading() {
  return <ListSkeleton columns={6} />
}
