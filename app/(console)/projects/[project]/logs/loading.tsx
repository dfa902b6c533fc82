import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function ProjectLogsLoading() {
  return <ListSkeleton columns={4} />
}
