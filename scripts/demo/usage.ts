import type { CountedEvent, UsageKind } from '@/lib/domain/registry/registry-event'
import { setClock } from '@/lib/server/clock'
import { db } from '@/lib/server/store/db'
import { readSettings } from '@/lib/server/settings/read'
import { countEvents } from '@/lib/server/usage/count-events'
import { flushUses, noteUse } from '@/lib/server/usage/note-use'

type DemoUse = {
  /** How long ago it was last used. */
  hoursAgo: number
  client: string
  address: string
  /** On each day up to the last use: what, where and about how often. */
  daily: { kind: UsageKind; repository: string; count: number }[]
}

const containerd = { client: 'containerd/1.7.27', address: '192.0.2.14' }
const docker = { client: 'docker/28.2.2 go/go1.24.3 os/linux arch/amd64', address: '192.0.2.30' }
const skopeo = { client: 'skopeo/1.18.0', address: '198.51.100.7' }
const pulls = (repository: string, count: number) => ({ kind: 'pulls' as const, repository, count })
const pushes = (repository: string, count: number) => ({ kind: 'pushes' as const, repository, count })

/** By the robot's name; whom it does not name has never been used. */
const demoUses: Record<string, DemoUse> = {
  'ci-pull': {
    hoursAgo: 0.05,
    ...containerd,
    daily: [pulls('demo-payments/api', 14), pulls('demo-payments/worker', 6), pulls('demo-payments/base', 2)],
  },
  'ci-push': {
    hoursAgo: 2,
    ...docker,
    daily: [pushes('demo-payments/api', 4), pulls('demo-payments/base', 4)],
  },
  'nightly-scan': { hoursAgo: 9, ...skopeo, daily: [pulls('demo-payments/api', 3)] },
  hotfix: { hoursAgo: 30, ...docker, daily: [pushes('demo-payments/api', 1)] },
  contractor: { hoursAgo: 38 * 24, ...docker, daily: [pulls('demo-payments/api', 1)] },
  'release-2025': { hoursAgo: 70 * 24, ...skopeo, daily: [] },
  'old-contractor': { hoursAgo: 95 * 24, ...docker, daily: [] },
  'team-01': { hoursAgo: 26, ...containerd, daily: [pulls('demo-payments/worker', 2)] },
  'team-02': { hoursAgo: 5, ...containerd, daily: [pulls('demo-payments/worker', 1)] },
  'team-04': { hoursAgo: 20 * 24, ...containerd, daily: [] },
  'team-07': { hoursAgo: 33 * 24, ...containerd, daily: [] },
}

const shownDays = 30

/** Lets the robots of a project have been used as their names say. One that has been used is left alone. */
export async function addDemoUsage(projectName: string): Promise<void> {
  const { robotNamePrefix } = await readSettings(db())
  const robots = await db().robot.findMany({
    where: { project: { name: projectName }, name: { in: Object.keys(demoUses) }, lastUsedAt: 0 },
    select: { id: true, name: true, loginName: true, secrets: { select: { id: true } } },
  })
  for (const { id, name, loginName, secrets } of robots) {
    const use = demoUses[name]!
    const lastAt = Date.now() - use.hoursAgo * 3_600_000
    const fullName = robotNamePrefix + loginName
    try {
      setClock(() => new Date(lastAt))
      const source = { address: use.address, client: use.client }
      noteUse({ kind: 'robot', id, name: fullName, grants: [], secretId: secrets[0]?.id, source })
      await flushUses('all')
    } finally {
      setClock()
    }
    await countEvents(eventsOf(fullName, use, lastAt))
  }
}

/** More on some days than on others, and little at weekends. */
function eventsOf(actor: string, { daily }: DemoUse, lastAt: number): CountedEvent[] {
  return Array.from({ length: shownDays }, (_, daysAgo) => daysAgo).flatMap((daysAgo) => {
    const at = Math.floor(lastAt / 1000) - daysAgo * 86_400
    const isWeekend = [0, 6].includes(new Date(at * 1000).getUTCDay())
    return daily.flatMap(({ kind, repository, count }) => {
      const times = Math.round(count * (isWeekend ? 0.2 : 0.6 + ((daysAgo * 7) % 10) / 10))
      return Array.from({ length: times }, (_, index) => ({
        id: `demo ${actor} ${repository} ${at} ${index}`,
        kind,
        actor,
        repository,
        at,
      }))
    })
  })
}
