import { useTransition } from 'react'
import { useQueryStates } from 'nuqs'
import type { RobotFilter } from '@/lib/domain/robot-filter'
import { robotFilterParams, robotListParams } from './robot-list-params'

/** The filter in the URL, and how to change it: back to the first page, with the same search and order. */
export function useRobotFilter() {
  const [pending, startTransition] = useTransition()
  const [{ filter }, setState] = useQueryStates(
    { ...robotFilterParams, page: robotListParams.page },
    { shallow: false, startTransition, history: 'push', scroll: false },
  )
  return { filter, pending, choose: (next: RobotFilter | null) => setState({ filter: next, page: null }) }
}
