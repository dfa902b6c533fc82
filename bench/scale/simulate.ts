// Many doors on one PostgreSQL, as a simulation: what cannot be run on one machine, put together from pieces that were.
import { Heap } from './heap'

/** What was measured, in microseconds of one core. */
export type Pieces = {
  /** A door's for a token that nobody else asked for within the second, its database questions aside. */
  tokenAlone: number
  /** And for one that was signed within the second for somebody who asked the same. */
  tokenShared: number
  /** PostgreSQL's for a batch, and for each question in it. */
  batch: number
  question: number
}

export type Plan = {
  /** Tokens per second over all doors. */
  rate: number
  doors: number
  /** Of PostgreSQL's machine. */
  cores: number
  /** Which part of the tokens is shared. */
  shared: number
  /** Which part of a second's requests comes within its first tenth, as jobs do that start by the clock. */
  burst: number
  /** There and back, between a door and PostgreSQL. */
  networkMs: number
  /** Batches that a door has under way at most (lib/server/store/hot-reads/postgresql.ts). */
  batches: number
  seconds: number
}

type Outcome = {
  /** Busy parts of all time, 1 = always. */
  doorBusy: number
  databaseBusy: number
  questionsPerBatch: number
  p50Ms: number
  p99Ms: number
  /** Requests that were not answered when the time was over: above a few, it does not keep up. */
  unanswered: number
}

type Batch = { door: number; arrivals: number[]; askedAt: number }

/**
 * Runs the plan for its seconds and as long again in which nothing more comes. A door does one thing at a time, as Node
 * does: it takes what has come, asks for all of it at once, and finishes a batch in a row when it has its answer.
 */
export function simulate(pieces: Pieces, plan: Plan, random = seeded(1)): Outcome {
  const events = new Heap()
  const us = 1e-6
  let [now, arrived, doorTime, databaseTime, batches, questions] = [0, 0, 0, 0, 0, 0]
  const took: number[] = []
  const doors = Array.from({ length: plan.doors }, () => ({
    waiting: [] as number[],
    answered: [] as Batch[],
    underWay: 0,
    busy: false,
  }))
  const free = { cores: plan.cores, queue: [] as Batch[] }
  const end = plan.seconds

  const perToken = pieces.tokenShared * plan.shared + pieces.tokenAlone * (1 - plan.shared)
  /** Of a request's work so much stands before its question: reading it from the network. */
  const before = 0.25

  function arrive(door: number, at: number) {
    if (at >= end) return
    events.push({
      at,
      run() {
        arrived++
        doors[door]!.waiting.push(now)
        turn(door)
        arrive(door, nextArrival(now, plan, random))
      },
    })
  }

  function turn(index: number) {
    const door = doors[index]!
    if (door.busy) return
    const batch = door.answered.shift()
    if (batch) return work(index, batch.arrivals.length * perToken * (1 - before), () => finish(batch))
    if (door.waiting.length === 0 || door.underWay >= plan.batches) return
    const arrivals = door.waiting.splice(0)
    door.underWay++
    work(index, arrivals.length * perToken * before, () => ask({ door: index, arrivals, askedAt: now }))
  }

  function work(index: number, micros: number, then: () => void) {
    const door = doors[index]!
    door.busy = true
    doorTime += micros * us
    events.push({
      at: now + micros * us,
      run() {
        door.busy = false
        then()
        turn(index)
      },
    })
  }

  function finish({ arrivals }: Batch) {
    for (const at of arrivals) took.push(now - at)
  }

  function ask(batch: Batch) {
    events.push({ at: now + plan.networkMs / 2000, run: () => serve(batch) })
  }

  function serve(batch: Batch) {
    if (free.cores === 0) return void free.queue.push(batch)
    free.cores--
    const micros = pieces.batch + pieces.question * batch.arrivals.length
    databaseTime += micros * us
    batches++
    questions += batch.arrivals.length
    events.push({
      at: now + micros * us,
      run() {
        free.cores++
        events.push({ at: now + plan.networkMs / 2000, run: () => answer(batch) })
        const next = free.queue.shift()
        if (next) serve(next)
      },
    })
  }

  function answer(batch: Batch) {
    const door = doors[batch.door]!
    door.underWay--
    door.answered.push(batch)
    turn(batch.door)
  }

  for (const index of doors.keys()) arrive(index, nextArrival(0, plan, random))
  for (let event = events.pop(); event && event.at < end * 2; event = events.pop()) {
    now = event.at
    event.run()
  }
  took.sort((a, b) => a - b)
  const quantile = (part: number) => (took[Math.floor(took.length * part)] ?? 0) * 1000
  return {
    doorBusy: doorTime / plan.doors / end,
    databaseBusy: databaseTime / plan.cores / end,
    questionsPerBatch: questions / Math.max(batches, 1),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    unanswered: arrived - took.length,
  }
}

/** As a Poisson process whose rate is higher in the first tenth of each second. */
function nextArrival(from: number, { rate, doors, burst }: Plan, random: () => number): number {
  const usual = rate / doors
  let at = from
  for (;;) {
    const isBurst = at % 1 < 0.1
    const here = usual * (isBurst ? 1 - burst + burst * 10 : 1 - burst)
    const change = Math.floor(at) + (isBurst ? 0.1 : 1)
    const next = here > 0 ? at - Math.log(1 - random()) / here : Infinity
    if (next < change) return next
    // What comes after the change comes at another rate.
    at = change + 1e-9
  }
}

/** The same numbers at every run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
