import type { Counts, UsageDay } from '@/lib/domain/registry/usage'

/** A use as the API tells it: `time` in ISO 8601. */
export type LastUse = { time: string; address: string | null; client: string | null }

/** What `GET /api/v2.0/robots/<id>/activity` answers. */
export type Activity = {
  last_use: LastUse | null
  secrets: { id: number; creation_time: string; last_use: LastUse | null }[]
  days: UsageDay[]
  repositories: (Counts & { name: string; last_time: string })[]
  repository_count: number
  takes_notifications: boolean
}
