import { loadRobotList } from '@/components/robots/table/load-robot-list'
import { now } from '@/lib/server/clock'
import { csvResponse } from '@/lib/server/http/pages/csv'
import { download } from '@/lib/server/http/pages/download'
import { exportRobots, type ExportedRobot } from '@/lib/server/robots/export'

const columns: (keyof ExportedRobot)[] = [
  'name',
  'id',
  'level',
  'project',
  'enabled',
  'state',
  'createdAt',
  'expiresAt',
  'lastUsedAt',
  'createdBy',
  'description',
  'permissions',
  'selfRotation',
]

/** The robots that the page with the same query lists, all of them, as a file. */
export const GET = (request: Request): Promise<Response> =>
  download(async (actor) => {
    const { q, ...filters } = loadRobotList(new URL(request.url).searchParams)
    const robots = await exportRobots(actor, { ...filters, search: q }, request.signal)
    return csvResponse(`robots-${now().toISOString().slice(0, 10)}`, columns, robots)
  })
