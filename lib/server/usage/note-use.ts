import 'server-only'
import type { Actor } from '../rights/actor'
import { now, nowSeconds } from '../clock'
import { globalState } from '../global-state'
import { log } from '../log'
import { forAll } from '../request-context'
import {
  addFormerName,
  addGathered,
  addUse,
  inPortions,
  maxPairs,
  nothingGathered,
  type GatheredUse,
} from './gathered-use'
import { writeUses } from './write-uses'

/**
 * A robot that pulls all day is written once in this time; its first use, and a secret's, a moment after it: two seconds
 * are promised, with the writing.
 */
const writeEveryMs = 60_000
const writeSoonMs = 1_000
/** What is merely due is written together: each transaction makes SQLite's readers read anew what they keep. */
const dueEveryMs = 5_000
const retryMs = 10_000
/** Robots whose use waits to be written: some tens of megabytes at most. */
const maxWaiting = 100_000
/** Places that all of these are told apart by while they wait. */
const maxPlaces = 200_000

type Uses = {
  /** What is not yet written, by robot, and how many places it holds. */
  waiting: Map<number, GatheredUse>
  places: number
  /** How many robots' uses are just being written, and wait no more. */
  underWay: number
  /** When each robot was last written, milliseconds, and by which secrets; forgotten once it keeps nothing back. */
  written: Map<number, { at: number; secrets: ReadonlySet<number> }>
  timer?: { at: number; handle: NodeJS.Timeout }
  writing: Promise<void>
  isFull: boolean
}

const uses = () =>
  globalState<Uses>('uses', () => ({
    waiting: new Map(),
    places: 0,
    underWay: 0,
    written: new Map(),
    writing: Promise.resolve(),
    isFull: false,
  }))

/** How many robots' uses are not yet written. */
export const waitingUses = (): number => uses().waiting.size + uses().underWay

/**
 * Notes that a robot has proved who it is, now, from this source's address and client; anyone else leaves no trace.
 * Costs no query: the database learns of it within seconds, or at the next full minute of a busy robot, unless it is by
 * a secret that was not among the last: somebody waits to see whether a new one works. `formerPrefix`: that of the name
 * it signed in with, where it is one of before.
 */
export function noteUse(
  caller: (Actor & { secretId?: number }) | null,
  source = caller?.source,
  formerPrefix?: string,
): void {
  if (caller?.kind !== 'robot') return
  const { waiting } = uses()
  const use = { at: nowSeconds(), address: source?.address ?? null, client: source?.client ?? null }
  const known = waiting.get(caller.id)
  if (!known && isFull()) return
  const gathered = known ?? nothingGathered(use)
  const isKnown = known !== undefined && (caller.secretId === undefined || known.secrets.has(caller.secretId))
  growing(gathered, (room) => addUse(gathered, caller.secretId, use, room))
  if (formerPrefix !== undefined) addFormerName(gathered, formerPrefix, { ...use, uses: 1 })
  if (isKnown) return
  waiting.set(caller.id, gathered)
  wakeAt(Math.max(now().getTime() + writeSoonMs, dueAt(caller.id, gathered)))
}

/** From when a robot's use may be written, milliseconds. */
function dueAt(id: number, { secrets }: GatheredUse): number {
  const last = uses().written.get(id)
  if (!last || isOld(last, now().getTime()) || [...secrets.keys()].some((secret) => !last.secrets.has(secret))) return 0
  return last.at + writeEveryMs
}

/** Keeps nothing back any more. What was written later than now was so by a clock that has been set back since. */
const isOld = (last: { at: number }, at: number): boolean => last.at > at || last.at + writeEveryMs <= at

/**
 * Writes what is due, or all there is when the process ends. Never rejects: what could not be written waits for the
 * next time.
 */
export function flushUses(which: 'due' | 'all' = 'due'): Promise<void> {
  const state = uses()
  state.writing = state.writing.then(() => writeWaiting(which)).then(() => scheduleRest())
  return state.writing
}

/** Adds to what waits, in as much room as there is. */
function growing({ clients }: GatheredUse, add: (room: number) => void): void {
  const state = uses()
  const before = clients.size
  add(state.places < maxPlaces ? maxPairs : 0)
  state.places += clients.size - before
}

/** New robots are turned away when the database has not taken any for long; said once. */
function isFull(): boolean {
  const state = uses()
  const full = state.waiting.size >= maxWaiting
  if (full && !state.isFull) log().error({ waiting: maxWaiting }, 'too many uses of robot accounts wait to be written')
  state.isFull = full
  return full
}

async function writeWaiting(which: 'due' | 'all'): Promise<void> {
  const { waiting, written } = uses()
  const at = now().getTime()
  for (const [id, last] of written) if (isOld(last, at)) written.delete(id)
  const due = [...waiting].filter(([id, gathered]) => which === 'all' || dueAt(id, gathered) <= at)
  for (const chunk of inPortions(due)) {
    // What comes meanwhile is gathered anew.
    for (const [id] of chunk) take(id)
    uses().underWay = chunk.length
    try {
      await writeUses(chunk)
    } catch (error) {
      for (const [id, gathered] of chunk) putBack(id, gathered)
      log().error({ err: error, waiting: waiting.size }, 'uses of robot accounts could not be written')
      return
    } finally {
      uses().underWay = 0
    }
    for (const [id, gathered] of chunk) noteWritten(id, gathered, at)
  }
}

function noteWritten(id: number, gathered: GatheredUse, at: number): void {
  const { written } = uses()
  written.set(id, { at, secrets: new Set([...(written.get(id)?.secrets ?? []), ...gathered.secrets.keys()]) })
}

function take(id: number): GatheredUse | undefined {
  const state = uses()
  const gathered = state.waiting.get(id)
  state.places -= gathered?.clients.size ?? 0
  state.waiting.delete(id)
  return gathered
}

function putBack(id: number, gathered: GatheredUse): void {
  const later = take(id)
  uses().places += gathered.clients.size
  if (later) growing(gathered, (room) => addGathered(gathered, later, room))
  uses().waiting.set(id, gathered)
}

function scheduleRest(): void {
  const { waiting } = uses()
  if (waiting.size === 0) return
  const at = now().getTime()
  const earliest = [...waiting].reduce((soonest, [id, gathered]) => {
    const due = dueAt(id, gathered)
    // One that could have been written and was not has failed.
    return Math.min(soonest, due <= at ? at + retryMs : due)
  }, Infinity)
  wakeAt(Math.max(earliest, at + dueEveryMs))
}

function wakeAt(at: number): void {
  const state = uses()
  const delay = at - now().getTime()
  // By what no clock's step changes: else one that waits for a minute would keep back what is to be written soon.
  const wake = performance.now() + delay
  if (state.timer && state.timer.at <= wake) return
  clearTimeout(state.timer?.handle)
  const handle = setTimeout(() => {
    state.timer = undefined
    void forAll(flushUses)
  }, delay)
  // What ends the process flushes by itself.
  handle.unref()
  state.timer = { at: wake, handle }
}
