import { useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { fetchJson } from '@/lib/client/fetch-json'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { paths } from '@/lib/paths'
import { pauseMs } from '../hand-off/use-hand-off'

export const isOpen = ({ state }: SecretRow): boolean => state !== 'ended'

/**
 * A robot's secrets, newest first, read anew when the page below is (`freshness`), when it is looked at again, and now
 * and then while two are live, for an hour: that is no use of the console, so the session idles out all the same.
 */
export function useSecrets(id: number, freshness = 0) {
  const [since] = useState(() => Date.now())
  const { data, isError, refetch } = useQuery({
    queryKey: ['robot-secrets', id, freshness],
    queryFn: ({ signal }) =>
      fetchJson<SecretRow[]>(paths.api.robotSecrets(id), {
        signal,
        headers: { 'X-Harbor-No-Session-Renewal': 'true' },
      }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchIntervalInBackground: false,
    refetchInterval: ({ state }) =>
      state.error === null && (state.data?.data.filter(isOpen).length ?? 0) > 1 && pauseMs(Date.now() - since, true),
  })
  return { secrets: data?.data, isError, refetch }
}
