import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import type { BulkRobot } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import type { RobotListState } from '../robot-list-params'
import type { RobotsTableContext } from '../robots-context'

type Answer = {
  total: number
  robots: {
    id: number
    name: string
    legacy: boolean
    duration: number
    expires_at: number
    creation_time: string
    last_used: number | null
  }[]
}

/** The robots that the table shows on all its pages, asked for once: as many as may be changed at once, and how many there are. */
export function useMatchingRobots(
  { level, project }: RobotsTableContext,
  { q, filter, level: ofLevel }: RobotListState,
) {
  const asked = {
    place: project ? project.id : level,
    search: q,
    filter: filter ?? undefined,
    level: (level === 'all' && ofLevel) || undefined,
  }
  const { data, isError, refetch } = useQuery({
    queryKey: ['matching-robots'],
    queryFn: ({ signal }) => fetchJson<Answer>(paths.api.matchingRobots(asked), { signal }),
    // What was agreed to is what happens, whatever matches meanwhile.
    staleTime: Infinity,
    select: ({ data: { total, robots } }) => ({ total, robots: robots.map(toRobot) }),
  })
  return { found: data, isError, retry: () => void refetch() }
}

const toRobot = ({ id, name, legacy, duration, last_used, ...times }: Answer['robots'][number]): BulkRobot => ({
  ...{ id, legacy },
  lastUsedAt: last_used,
  fullName: name,
  durationDays: duration,
  expiresAt: times.expires_at === -1 ? null : times.expires_at,
  createdAt: times.creation_time,
})
