import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { dayOf } from '@/lib/domain/registry/usage'
import { now } from '../clock'
import { Prisma } from '../generated/sqlite/client'
import { globalState } from '../global-state'
import { canonicalAddress, placesOf } from '../network-address'
import { withPatience } from '../patience'
import { db, hotReads } from '../store/db'
import { rememberDays, shortName } from './succeeded-places'

// Whether a right secret was used at a place in the last month, as the database knows: processes come and go, and what they
// remember with them. Who does not exist is asked for likewise, so that the time tells nothing. Never rejects.

/** For so long nobody is asked again: a flood from one place is one question a second. */
const rememberMs = 1_000
const maxRemembered = 5_000
/** An answer that takes longer is a no: the database may be what is slow. */
const usualPatienceMs = 400
/** No answer is given sooner: how many rows there are of somebody, if any, must not be told by the time it takes. */
const evenMs = 50
/** What comes beyond it is a no as well: a flood from many places must not take all connections from the others. */
const maxAsking = 4
/** Of a robot that is used from more addresses the latest days count. */
const maxClients = 2_000

type Known = { answer: Promise<boolean>; at: number }
/** A busy machine that tests something else has more patience. */
type State = { known: Map<string, Known>; asking: number; patienceMs: number }
const state = () =>
  globalState<State>('used-from', () => ({ known: new Map(), asking: 0, patienceMs: usualPatienceMs }))

/**
 * Of a robot, by the clients that have used it. Nobody's has id 0, and is asked for under the name that it would have:
 * each name for itself, or those that are nobody's would share an answer.
 */
export function wasUsedFrom({ id, name }: { id: number; name: string }, address = ''): Promise<boolean> {
  const [{ known, asking }, at] = [state(), performance.now()]
  const key = `${placesOf(address).place} ${shortName({ name })}`
  const same = known.get(key)
  if (same && at - same.at < rememberMs) return same.answer
  if (asking >= maxAsking) return delay(evenMs, false)
  known.delete(key)
  if (known.size >= maxRemembered) known.delete(known.keys().next().value!)
  const answer = inTime(() => ask(id, address))
  known.set(key, { answer, at })
  return answer
}

async function ask(robotId: number, address: string): Promise<boolean> {
  const asked = state()
  asked.asking++
  try {
    // SQLite answers within this turn: so others see that this one is asking.
    await new Promise(setImmediate)
    const statement = clients(robotId, beginning(address))
    const rows =
      hotReads().rows?.<{ address: string }>(statement) ?? (await db().$queryRaw<{ address: string }[]>(statement))
    const { place } = placesOf(address)
    return address !== '' && rows.some((row) => placesOf(row.address).place === place)
  } finally {
    asked.asking--
  }
}

function clients(robotId: number, start: string): Prisma.Sql {
  const from = dayOf(now().getTime() / 1_000 - rememberDays * 86_400)
  return Prisma.sql`SELECT DISTINCT "day", "address" FROM "RobotClient"
    WHERE "robotId" = CAST(${robotId} AS INTEGER) AND "day" >= CAST(${from} AS TEXT)
      AND substr("address", 1, CAST(${start.length} AS INTEGER)) = CAST(${start} AS TEXT)
    ORDER BY "day" DESC LIMIT ${maxClients}`
}

/** What all addresses of a place begin with: its groups up to the first that may be left out. */
function beginning(address: string): string {
  const canonical = canonicalAddress(address) ?? address
  if (!canonical.includes(':')) return canonical
  const groups = placesOf(canonical).place.split(':').slice(0, 4)
  return groups.slice(0, [...groups, '0'].indexOf('0')).join(':')
}

/** Neither later than we are patient, nor sooner than most answers come. */
async function inTime(question: () => Promise<boolean>): Promise<boolean> {
  const answer = withPatience(question(), state().patienceMs).catch(() => false)
  const [found] = await Promise.all([answer, delay(evenMs)])
  return found
}
