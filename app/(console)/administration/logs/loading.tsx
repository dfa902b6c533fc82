import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function LogsLoading() {
  return <ListSkeleton title="logs" columns={7} />
}
