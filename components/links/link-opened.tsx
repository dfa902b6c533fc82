'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import type { LinkRow } from '@/lib/domain/links/link-row'
import { paths } from '@/lib/paths'
import { Alert } from '../ui/alert'

/** Tells that a link was opened, while it is on the screen. Asking is no use of the console: the session idles out. */
export function LinkOpened({ id }: { id: number }) {
  const t = useTranslations('robots.handOver')
  const format = useFormatter()
  const { data } = useQuery({
    queryKey: ['link', id],
    queryFn: ({ signal }) =>
      fetchJson<LinkRow>(paths.api.link(id), { signal, headers: { 'X-Harbor-No-Session-Renewal': 'true' } }),
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.error === null && !state.data?.data.openedAt ? 5_000 : false),
  })
  const { openedAt, openedFrom } = data?.data ?? {}
  return (
    <div role="status">
      {openedAt && (
        <Alert kind="success" small>
          {t('opened', { time: format.dateTime(new Date(openedAt), 'short'), address: openedFrom ?? '–' })}
        </Alert>
      )}
    </div>
  )
}
