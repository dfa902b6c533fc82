import 'server-only'
import { db, isDatabaseInPlace } from '../../store/db'
import { log } from '../../log'
import { countOutage } from '../../metrics/count'
import { withPatience } from '../../patience'
import { signingKey } from '../../registry/signing-key'
import { hasAllMigrations } from '../../store/schema-state'
import { send, type Call, type Endpoint } from '../exchange/respond'
import { isLeaving } from './leaving'

const usualPatienceMs = 2_000

/** `process`: it was told to end. */
type Part = 'process' | 'database' | 'migrations' | 'signing-key'

const both = (handle: (call: Call) => Promise<void>): Endpoint => ({ GET: handle, HEAD: handle })

/** Whether this process can serve: for orchestrators and load balancers. Says nothing else, since anybody may ask. */
export const healthEndpoint = both(async (call) => {
  const ok = await databaseAnswers()
  if (!ok) countOutage('health')
  send(call, ok ? 200 : 503, JSON.stringify({ status: ok ? 'ok' : 'unavailable' }))
})

/** Whether this process answers at all: restarting it would not mend anything else. Asks nobody. */
export const liveEndpoint = both(async (call) => send(call, 200, JSON.stringify({ status: 'ok' })))

/** Whether requests should be sent here, and what is missing if not. */
export const readyEndpoint = both(async (call) => {
  const notReady = await partsNotReady()
  if (notReady.length === 0) return send(call, 200, JSON.stringify({ status: 'ok' }))
  if (notReady.includes('database')) countOutage('health')
  send(call, 503, JSON.stringify({ status: 'unavailable', notReady }))
})

/** Whether a small query comes back in time, out of the file that was opened. */
export const databaseAnswers = (patienceMs = usualPatienceMs): Promise<boolean> =>
  works('database', patienceMs, async () => {
    if (!isDatabaseInPlace()) throw new Error('the database file was removed or replaced while the server runs')
    await db().setting.findFirst({ select: { key: true } })
    return true
  })

async function partsNotReady(): Promise<Part[]> {
  if (isLeaving()) return ['process']
  // Of the others nothing is known then.
  if (!(await databaseAnswers())) return ['database']
  const others: [Part, Promise<boolean>][] = [
    ['migrations', works('migrations', usualPatienceMs, hasAllMigrations)],
    ['signing-key', works('signing-key', usualPatienceMs, async () => (await signingKey()) !== null)],
  ]
  const states = await Promise.all(others.map(async ([part, answer]) => [part, await answer] as const))
  return states.filter(([, isReady]) => !isReady).map(([part]) => part)
}

/** What a question comes to in time: no answer is a no, and the log has why. */
async function works(part: Part, patienceMs: number, ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await withPatience(ask(), patienceMs)
  } catch (error) {
    log().warn({ err: error, part }, 'not ready')
    return false
  }
}
