'use client'

import { useEffect, useEffectEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import { totalOf } from '@/lib/domain/registry/usage'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { paths } from '@/lib/paths'
import { Alert } from '../../ui/alert'
import type { Activity } from './activity'
import { useAgo } from './use-ago'

/** What a token outlives its robot's secret by, beyond its own end: the leeway that registries give to clocks, minutes. */
export const leewayMinutes = 1

type WhatBreaksProps = {
  robot: Pick<RobotRow, 'id' | 'lastUsedAt'>
  tokenMinutes: number
  /** Hears when the last use was, Unix seconds, or null for never, as soon as that is known or cannot be. */
  onKnown?: (lastUsedAt: number | null) => void
}

/**
 * What stops when this robot's secret does: who used it last, how much it did, and how long the tokens that it already
 * has still work (docs/manual/tokens.md). What the row knows is said at once, the rest when it arrives.
 */
export function WhatBreaks(props: WhatBreaksProps) {
  return (
    <QueryProvider>
      <Told {...props} />
    </QueryProvider>
  )
}

function Told({ robot, tokenMinutes, onKnown }: WhatBreaksProps) {
  const t = useTranslations('robots.breaks')
  const ago = useAgo()
  const { data, isPending } = useQuery({
    queryKey: ['robot-activity', robot.id],
    queryFn: ({ signal }) => fetchJson<Activity>(paths.api.robotActivity(robot.id), { signal }),
  })
  const activity = data?.data
  const usedAt = activity?.last_use
    ? new Date(activity.last_use.time).getTime()
    : robot.lastUsedAt && robot.lastUsedAt * 1000
  const tell = useEffectEvent(() => onKnown?.(usedAt ? Math.floor(usedAt / 1000) : null))
  useEffect(() => {
    if (!isPending) tell()
  }, [isPending, usedAt])
  const { pulls, pushes, deletes } = totalOf(activity?.days ?? [])
  const { client, address } = activity?.last_use ?? {}
  return (
    <Alert kind={usedAt ? 'warning' : 'info'} small className="what-breaks">
      {usedAt
        ? t('used', {
            when: ago(usedAt),
            by: client ? 'some' : 'none',
            client: client ?? '',
            from: address ? 'some' : 'none',
            address: address ?? '',
          })
        : t(isPending ? 'reading' : 'never')}{' '}
      {pulls + pushes + deletes > 0 && <>{t('did', { pulls, pushes, deletes })} </>}
      {t('tokens', { minutes: tokenMinutes + leewayMinutes })}
    </Alert>
  )
}

/** The same of several: how many of them were used lately. */
export function ManyBreak({ count, tokenMinutes }: { count: number; tokenMinutes: number }) {
  const t = useTranslations('robots.breaks')
  return (
    <Alert kind={count > 0 ? 'warning' : 'info'} small className="what-breaks">
      {t('usedMany', { count })} {t('tokens', { minutes: tokenMinutes + leewayMinutes })}
    </Alert>
  )
}
