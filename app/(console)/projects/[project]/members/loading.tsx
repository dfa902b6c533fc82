import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function MembersLoading() {
  return <ListSkeleton columns={4} />
}
