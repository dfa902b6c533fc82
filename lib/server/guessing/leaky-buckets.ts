import 'server-only'
import { now } from '../clock'

/** Beyond this many, those that have been there longest go: to forget one guess costs as many others. */
const maxBuckets = 50_000

/** `points` at once, and so many more in `seconds`, evenly: a full bucket has room again after a part of them. */
export type Limit = { points: number; seconds: number }

/** Counts by key that leak away. In this process's memory, and bounded there. */
export class LeakyBuckets {
  readonly #levels = new Map<string, { level: number; at: number }>()
  readonly #leakPerMs: number

  constructor(private readonly limit: Limit) {
    this.#leakPerMs = limit.points / (limit.seconds * 1_000)
  }

  /** Whole seconds until there is room for one more; 0 = there is. */
  secondsToWait(key: string): number {
    const excess = this.#level(key) + 1 - this.limit.points
    return excess <= 0 ? 0 : Math.ceil(excess / this.#leakPerMs / 1_000)
  }

  /** A full bucket stays full: what comes then makes nobody wait longer. */
  add(key: string): void {
    const level = Math.min(this.limit.points, this.#level(key) + 1)
    this.#levels.delete(key)
    if (this.#levels.size >= maxBuckets) this.#makeRoom()
    this.#levels.set(key, { level, at: now().getTime() })
  }

  takeBack(key: string): void {
    const level = this.#level(key) - 1
    if (level <= 0) this.#levels.delete(key)
    else this.#levels.set(key, { level, at: now().getTime() })
  }

  empty(key: string): void {
    this.#levels.delete(key)
  }

  #level(key: string): number {
    const bucket = this.#levels.get(key)
    if (!bucket) return 0
    // A clock that was set back fills nothing, and what it counted before leaks from now on.
    bucket.at = Math.min(bucket.at, now().getTime())
    return Math.max(0, bucket.level - (now().getTime() - bucket.at) * this.#leakPerMs)
  }

  /** The order is that of the last addition, so the first have leaked longest. */
  #makeRoom(): void {
    for (const key of this.#levels.keys()) {
      if (this.#level(key) > 0) break
      this.#levels.delete(key)
    }
    if (this.#levels.size >= maxBuckets) this.#levels.delete(this.#levels.keys().next().value!)
  }
}
