import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import type { RefusalReason } from '@/lib/domain/secrets/robot-hand-off'
import { paths } from '@/lib/paths'
import type { LastUse } from '../activity/activity'

/** What `GET /api/v2.0/robots/<id>/hand-off` answers; times in ISO 8601. */
export type ToldHandOff = {
  project: string | null
  registry: { address: string | null; plain_http: boolean; may_set: boolean }
  sign_in: LastUse | null
  refusal: { time: string; address: string | null; reason: RefusalReason | null } | null
  /** The server's clock. */
  time: string
}

const seconds = 1_000
const minutes = 60 * seconds
/** Nobody is still trying by then; whoever is opens it again. */
export const watchedMs = 60 * minutes

/** How long to wait before asking again: people who try something look at the screen, who has left it does not. */
export function pauseMs(watchedForMs: number, isSignedIn: boolean): number | false {
  if (watchedForMs >= watchedMs) return false
  if (isSignedIn || watchedForMs >= 10 * minutes) return 15 * seconds
  return watchedForMs < 3 * minutes ? 2 * seconds : 5 * seconds
}

/** Why nothing more will be told: the robot is gone, or whoever asks may not know of it any more. */
type WatchEnd = 'gone' | 'signed-out'

/**
 * What is told about a robot while its texts are on the screen, asked again and again while the page is seen. That is
 * no use of the console: the session idles out all the same.
 */
export function useHandOff(id: number) {
  const [since] = useState(() => Date.now())
  const query = useQuery({
    queryKey: ['robot-hand-off', id],
    queryFn: ({ signal }) =>
      fetchJson<ToldHandOff>(paths.api.robotHandOff(id), {
        signal,
        headers: { 'X-Harbor-No-Session-Renewal': 'true' },
      }),
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: true,
    refetchIntervalInBackground: false,
    refetchInterval: ({ state }) =>
      endOf(state.error) === null && pauseMs(Date.now() - since, state.error !== null || !!state.data?.data.sign_in),
  })
  return { told: query.data?.data, toldAt: query.dataUpdatedAt, end: endOf(query.error), failed: query.isError, since }
}

function endOf(error: Error | null): WatchEnd | null {
  const status = (error as { status?: number } | null)?.status
  if (status === 404) return 'gone'
  return status === 401 || status === 403 ? 'signed-out' : null
}
