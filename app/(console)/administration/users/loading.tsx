import { ListSkeleton } from '@/components/shell/list-skeleton'

export default function UsersLoading() {
  return <ListSkeleton title="users" columns={6} />
}
