import 'server-only'
import { asRefusal, Refusal } from '../errors'
import type { FailureBuckets } from './failure-buckets'

/** What counts for an attempt, from the narrowest on: who is refused at one is not counted at those after it. */
export type CountedAt = { of: FailureBuckets; key: string }

/**
 * One attempt at a secret that can be guessed. In this order: `refuseIfTooMany`, `count` (at once, so that parallel ones
 * count too), `look` when its turn has come, and then `fail` or `takeBack`.
 */
export class Guess {
  #counted = false
  readonly #taken: CountedAt[] = []

  /** `isOwnPlace`: whether its owner has been here, so that only failures at the name here count; asked seldom. */
  constructor(
    private at: readonly CountedAt[],
    private readonly isOwnPlace?: () => Promise<boolean>,
  ) {}

  /**
   * Runs it; and where failures elsewhere have refused it and its owner has been here, once more, with only what has
   * failed here counted. Never within the turn of a slow hash: it asks the database.
   */
  async unlessAtHome<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      const isByWider = asRefusal(error)?.kind === 'too-many-requests' && this.at.length > 1 && !isFull(this.at[0]!)
      if (!isByWider || !(await this.isOwnPlace?.())) throw error
      this.#narrow()
      return run()
    }
  }

  /** Refuses (*too many requests*, with seconds) an attempt that would be one too many, as far as this process knows. */
  refuseIfTooMany(): void {
    this.refuseIfFullHere()
    refuseFor(Math.max(...this.at.map(({ of, key }) => of.everywhere.secondsToWait(key))))
  }

  /** The same by what this process alone has counted: for an attempt that may have taken the last of all. */
  refuseIfFullHere(): void {
    refuseFor(Math.max(...this.at.map(({ of, key }) => of.here.secondsToWait(key))))
  }

  count(): void {
    this.#counted = true
    for (const { of, key } of this.at) of.here.add(key)
  }

  /**
   * Whether the secret is right, unless that would be one attempt too many over all processes. That it was wrong is known
   * before the turn ends: no more are let in unasked than have their turn at the same time.
   */
  async look(isRight: () => Promise<boolean>): Promise<boolean> {
    await this.askOthers()
    const right = await isRight()
    if (!right) for (const { of, key } of this.at) of.everywhere.expect(key)
    return right
  }

  /** Refuses one that would be too many over all processes. Nobody is asked where no failure was seen. */
  async askOthers(): Promise<void> {
    // One wait for all of them: a slow database must not keep the turn of a slow hash for longer.
    const since = performance.now()
    for (const each of this.at) {
      if (this.#taken.includes(each) || !each.of.everywhere.isSeen(each.key)) continue
      const seconds = await each.of.everywhere.take(each.key, since)
      if (seconds === null) continue
      refuseFor(seconds)
      this.#taken.push(each)
    }
  }

  /** The secret was wrong: that stays counted, and the other processes are told. */
  fail(): void {
    if (!this.#counted) this.count()
    for (const each of this.at) if (!this.#taken.includes(each)) each.of.everywhere.share(each.key, 1)
  }

  /** It was right, or nobody looked at it. Takes this attempt back, and no other. */
  takeBack(): void {
    if (this.#counted) for (const { of, key } of this.at) of.here.takeBack(key)
    this.#counted = false
    for (const { of, key } of this.#taken.splice(0)) of.everywhere.share(key, -1)
  }

  /** Only the narrowest counts from here on; nothing stays counted at the others. */
  #narrow(): void {
    const [narrowest, ...wider] = this.at
    if (this.#counted) for (const { of, key } of wider) of.here.takeBack(key)
    const isWider = (each: CountedAt) => wider.includes(each)
    for (const { of, key } of this.#taken.filter(isWider)) of.everywhere.share(key, -1)
    this.#taken.splice(0, Infinity, ...this.#taken.filter((each) => !isWider(each)))
    this.at = [narrowest!]
  }
}

const isFull = ({ of, key }: CountedAt): boolean =>
  of.here.secondsToWait(key) > 0 || of.everywhere.secondsToWait(key) > 0

export const tooMany = (seconds: number): Refusal =>
  new Refusal('too-many-requests', 'too many failed attempts', undefined, seconds)

function refuseFor(seconds: number): void {
  if (seconds > 0) throw tooMany(seconds)
}
