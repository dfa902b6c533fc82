import 'server-only'
import type { Actor } from './actor'
import { now } from '../clock'
import { inTransaction, type Tx } from '../store/db'
import { asRefusal } from '../errors'
import { globalState } from '../global-state'
import { log } from '../log'
import { countChange } from '../metrics/count'
import { forAll } from '../request-context'
import { beyondAllRows } from './claim-rows'
import { closeWindows, endRows, leaveOut, takeRow, windowMs, type Denial } from './denial-windows'
import { record, type AuditEntry } from './record'

/** Some hundred kilobytes at most; what comes while the database takes none is counted. */
const maxWaiting = 1_000
const batchSize = 100
const retryMs = 5_000

type State = {
  waiting: Denial[]
  writing: Promise<void> | null
  retry?: NodeJS.Timeout
  /** The last attempt waited in vain: the next is the timer's. */
  isDown: boolean
  isBehind: boolean
}
const denials = () =>
  globalState<State>('denials', () => ({ waiting: [], writing: null, isDown: false, isBehind: false }))

/** How many refused attempts wait to be recorded. */
export const waitingDenials = (): number => denials().waiting.length

/**
 * Records a refused attempt in a transaction of its own. Never rejects: the caller is already answering a refusal. Who
 * answers somebody unknown must not wait for it. An actor's attempts beyond the limit of a minute have one row for all.
 * `nameOf` looks up what the resource is called when the row is written; without an answer it keeps the entry's name.
 */
export function recordDenial(actor: Actor, entry: AuditEntry, nameOf?: Denial['nameOf']): Promise<void> {
  const denial = { actor, entry, nameOf, at: now() }
  countChange(entry.operation, entry.result)
  const { waiting } = denials()
  waiting.push(...closeWindows('ended'))
  if (waiting.length < maxWaiting && takeRow(denial)) waiting.push(denial)
  else omit(denial)
  return write()
}

function omit(denial: Denial): void {
  if (leaveOut(denial)) setTimeout(() => void flushDenials('ended'), windowMs).unref()
}

/** Writes what waits, with the rows of the windows that have ended, or of all when the process ends. Never rejects. */
export async function flushDenials(which: 'ended' | 'all'): Promise<void> {
  const state = denials()
  if (which === 'ended') {
    state.waiting.push(...closeWindows('ended'))
    return write()
  }
  await state.writing
  await drain()
  // Only now all is counted that has no row of its own.
  state.waiting.push(...closeWindows('all'))
  await drain()
  forgetRetry()
  if (state.waiting.length > 0) log().error({ count: state.waiting.length }, 'refused attempts are lost')
}

/** Begins to write unless that is under way or was in vain just now; answers when nothing is left that can be written. */
function write(): Promise<void> {
  const state = denials()
  if (state.isDown || state.waiting.length === 0) return Promise.resolve()
  return (state.writing ??= forAll(drain))
}

async function drain(): Promise<void> {
  const state = denials()
  const { waiting } = state
  // Whoever answers a refusal is to be done first.
  await new Promise(setImmediate)
  let size = batchSize
  while (waiting.length > 0) {
    const batch = await takeBatch(waiting, size)
    if (batch.length === 0) continue
    const outcome = await insert(batch)
    if (outcome === 'unavailable') {
      tryLater()
      break
    }
    state.isBehind = false
    // One row that no database takes must not keep the others out.
    if (outcome === 'failed' && size > 1) size = 1
    else waiting.splice(0, batch.length)
  }
  // In the same turn as the last look: what comes next begins anew.
  state.writing = null
}

/** The next ones that have a row, also over all processes; the others are counted, and wait no more. */
async function takeBatch(waiting: Denial[], size: number): Promise<Denial[]> {
  const next = waiting.slice(0, size)
  const beyond = await beyondAllRows(next)
  if (beyond.size === 0) return next
  for (const denial of beyond) {
    endRows(denial)
    omit(denial)
  }
  const batch = next.filter((denial) => !beyond.has(denial))
  waiting.splice(0, next.length, ...batch)
  return batch
}

async function insert(batch: readonly Denial[]) {
  try {
    await inTransaction(async (tx) => {
      for (const { actor, entry, nameOf, at } of batch) await record(tx, actor, await named(tx, entry, nameOf), at)
    })
    return 'written'
  } catch (error) {
    if (asRefusal(error)?.kind === 'unavailable') return 'unavailable'
    log().error({ err: error, count: batch.length }, 'a refused attempt could not be recorded')
    return 'failed'
  }
}

async function named(tx: Tx, entry: AuditEntry, nameOf: Denial['nameOf']): Promise<AuditEntry> {
  const name = await nameOf?.(tx)
  return name === undefined ? entry : { ...entry, resource: { ...entry.resource, name } }
}

function tryLater(): void {
  const state = denials()
  if (!state.isBehind) log().warn({ waiting: state.waiting.length }, 'refused attempts wait to be recorded')
  forgetRetry()
  state.isBehind = true
  state.isDown = true
  state.retry = setTimeout(() => {
    state.isDown = false
    void write()
  }, retryMs).unref()
}

function forgetRetry(): void {
  const state = denials()
  clearTimeout(state.retry)
  state.isDown = false
}
