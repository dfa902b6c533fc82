import { loadWhoCan } from '@/components/robots/explain/explain-params'
import { now } from '@/lib/server/clock'
import { csvResponse } from '@/lib/server/http/pages/csv'
import { download } from '@/lib/server/http/pages/download'
import { exportWhoCan, type ExportedWhoCan } from '@/lib/server/explain/export-who-can'

const columns: (keyof ExportedWhoCan)[] = ['kind', 'name', 'actions', 'through', 'canSignIn', 'lastUsedAt', 'lastUsed']

/** All that the page with the same query lists, as a file. */
export const GET = (request: Request): Promise<Response> =>
  download(async (actor) => {
    const { of: target, action, live } = loadWhoCan(new URL(request.url).searchParams)
    const rows = await exportWhoCan(actor, { target, action, live }, request.signal)
    return csvResponse(`who-can-${now().toISOString().slice(0, 10)}`, columns, rows)
  })
