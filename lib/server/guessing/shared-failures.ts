import 'server-only'
import { createHmac } from 'node:crypto'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { now } from '../clock'
import { derivedKey } from '../secrets/secret-key'
import { sharedCounts } from '../store/db'
import { LeakyPostgres } from '../store/leaky-postgres'
import type { Limit } from './leaky-buckets'
import { writeLater } from './write-later'

/** Whether failures are counted together, as last tried, and how often that went wrong. On SQLite there is nothing to fail. */
export const sharedFailuresState = (): { isUp: boolean; errors: number } =>
  sharedCounts()?.state() ?? { isUp: true, errors: 0 }

/** Beyond this many keys those seen first are forgotten: each costs an attempt that is not asked for. */
const maxSeen = 20_000
/** How long nobody is asked again after a refusal: others may have taken theirs back. */
const refusedMs = 1_000

/** As last seen over all processes: until when something is left at a key, and from when there is room. */
type Seen = { emptyAt: number; roomAt: number; at: number }

/**
 * What all processes count by key, in buckets that leak as those of one process do. About a key at which this process
 * has seen no failure nobody is asked; once it has, the store is, before a secret is looked at.
 */
export class SharedFailures {
  readonly #seen = new Map<string, Seen>()
  readonly #gapMs: number

  constructor(
    private readonly name: string,
    private readonly limit: Limit,
  ) {
    this.#gapMs = (limit.seconds * 1_000) / limit.points
  }

  /** Whether the store is to be asked about the key. */
  isSeen(key: string): boolean {
    return (this.#seen.get(key)?.emptyAt ?? 0) > now().getTime()
  }

  /** Whole seconds until there is room, as the store said a moment ago; 0 = there is, or it was not asked. */
  secondsToWait(key: string): number {
    const [seen, at] = [this.#seen.get(key), now().getTime()]
    if (!seen || Math.abs(at - seen.at) >= refusedMs) return 0
    return Math.ceil(Math.max(0, seen.roomAt - at) / 1_000)
  }

  /**
   * Counts an attempt that is about to be made. Answers seconds to wait where there is no room; null = no answer, as
   * when whoever asks has waited (`since`) long enough.
   */
  async take(key: string, since: number): Promise<number | null> {
    const outcome = await this.#ask('waiting', key, (limiter, name) => limiter.consume(name).catch(asRefused), since)
    if (outcome === null) return null
    return outcome.consumedPoints > this.limit.points ? Math.max(1, this.secondsToWait(key)) : 0
  }

  /** Has the store asked about the key from now on: a failure is about to be counted. */
  expect(key: string): void {
    if (sharedCounts()) this.#mark(key, (emptyAt, at) => Math.max(emptyAt, at + this.#gapMs))
  }

  /** Counts failures, or takes attempts back (fewer than none), a moment later: who is answered does not wait for it. */
  share(key: string, points: number): void {
    if (!sharedCounts()) return
    if (points > 0) this.#mark(key, (emptyAt, at) => Math.max(emptyAt, at) + points * this.#gapMs)
    writeLater(`${this.name}:${digest(this.name, key)}`, points, (sum) =>
      this.#ask('background', key, (limiter, name) =>
        sum > 0 ? limiter.penalty(name, sum) : limiter.reward(name, -sum),
      ),
    )
  }

  /** Nothing is held against the key any more. Where this process has seen no failure, nobody is told. */
  forget(key: string): void {
    if (!this.isSeen(key)) return
    this.#seen.delete(key)
    void sharedCounts()?.ask('background', (store) => this.#limiter(store).delete(digest(this.name, key)))
  }

  async #ask(
    who: 'waiting' | 'background',
    key: string,
    question: (limiter: LeakyPostgres, name: string) => Promise<RateLimiterRes>,
    since?: number,
  ): Promise<RateLimiterRes | null> {
    const counts = sharedCounts()
    if (!counts) return null
    const outcome = await counts.ask(who, (store) => question(this.#limiter(store), digest(this.name, key)), since)
    if (outcome) this.#learn(key, outcome)
    return outcome
  }

  readonly #limiter = (store: object): LeakyPostgres =>
    new LeakyPostgres({
      ...(store as ConstructorParameters<typeof LeakyPostgres>[0]),
      keyPrefix: this.name,
      points: this.limit.points,
      duration: this.limit.seconds,
    })

  #mark(key: string, emptyBy: (emptyAt: number, at: number) => number): void {
    const at = now().getTime()
    const seen = this.#seen.get(key) ?? { emptyAt: at, roomAt: at, at }
    this.#remember(key, { ...seen, emptyAt: emptyBy(seen.emptyAt, at) })
  }

  #learn(key: string, { msBeforeNext }: RateLimiterRes): void {
    const at = now().getTime()
    const emptyAt = at + msBeforeNext
    this.#remember(key, { emptyAt, roomAt: emptyAt + this.#gapMs - this.limit.seconds * 1_000, at })
  }

  #remember(key: string, seen: Seen): void {
    this.#seen.delete(key)
    if (this.#seen.size >= maxSeen) this.#seen.delete(this.#seen.keys().next().value!)
    this.#seen.set(key, seen)
  }
}

/** The library rejects with what it found where there is no room. */
function asRefused(refusal: unknown): RateLimiterRes {
  if (refusal instanceof RateLimiterRes) return refusal
  throw refusal
}

/** What was typed as a name may be a password: nobody who reads the table, or a backup of it, can tell or try. */
const digest = (name: string, key: string): string =>
  createHmac('sha256', derivedKey('shared-failures')).update(`${name}\0${key}`).digest('base64url')
