import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import { unpackedKeys } from '@/lib/domain/permissions/access'
import type { HeldProjects } from '@/lib/domain/permissions/project-selection'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'

const nothing: HeldProjects = []

/** What a robot holds in its projects, asked for once when its wizard opens; a new robot holds nothing. */
export function useHeldProjects(robot: RobotRow | null) {
  const enabled = robot !== null && robot.projectCount > 0
  const query = useQuery({
    queryKey: ['held-projects', robot?.id, robot?.version],
    queryFn: ({ signal }) => fetchJson<HeldProjects>(paths.api.heldProjects(robot!.id), { signal }),
    select: ({ data }) => data.map(({ access, projects }) => ({ access: unpackedKeys(access), projects })),
    enabled,
    // Read again under the form, it would be another start for what has been changed since.
    staleTime: Infinity,
  })
  const state = !enabled || query.data ? 'ready' : query.isError ? 'failed' : 'loading'
  return { state, projects: query.data ?? nothing, retry: () => void query.refetch() } as const
}
