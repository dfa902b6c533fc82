import { useTransition } from 'react'
import { useQueryStates, type Values } from 'nuqs'
import { robotFilterParams, robotListParams } from '../robot-list-params'

type Chosen = Partial<Values<typeof robotFilterParams>>

/** The filters in the URL, and how to change them: back to the first page, with the same search and order. */
export function useRobotFilter() {
  const [pending, startTransition] = useTransition()
  const [{ filter, level }, setState] = useQueryStates(
    { ...robotFilterParams, page: robotListParams.page },
    { shallow: false, startTransition, history: 'push', scroll: false },
  )
  return {
    ...{ filter, level, pending },
    choose: (next: Chosen) => setState({ ...next, page: null }),
    clear: () => setState({ filter: null, level: null, page: null }),
  }
}
