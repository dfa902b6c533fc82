import 'server-only'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { setTime } from '../clock'

type Row = { points: number; left: string }

/**
 * The library's store with a count that leaks away evenly, where its own forgets all at the end of a window: in the same
 * table, in one statement, so that no two processes take the last point. `expire` is when the key's bucket is empty,
 * `points` how full it was; a key that has no room takes nothing, and is told so by a point too many. `consume` and the
 * rest are the library's.
 */
export class LeakyPostgres extends RateLimiterPostgres {
  /** How long one point takes to leak away. */
  private get gapMs(): number {
    return Math.ceil((this.duration * 1_000) / this.points)
  }

  /** What the library calls to count, or to take back (fewer than none). By the database's clock, which is one for all. */
  _upsert(key: string, points: number): Promise<{ rows: Row[] }> {
    const { query } = (this as unknown as { client: { query: (statement: object) => Promise<{ rows: Row[] }> } }).client
    const values = [key, points, setTime()?.getTime() ?? null, this.gapMs, this.duration * 1_000, this.points]
    return query({ text: countLeaking, values })
  }

  /** What the library makes of a row. `msBeforeNext`: until nothing is left, as with its own. */
  _getRateLimiterRes(_key: string, _points: number, { rows: [row] }: { rows: Row[] }): RateLimiterRes {
    const consumed = row!.points
    const left = Math.max(Number(row!.left), 0)
    return new RateLimiterRes(Math.max(this.points - consumed, 0), left, consumed)
  }
}

/** $1 key, $2 points, $3 now where tests have set it, $4 milliseconds a point takes, $5 those of a full bucket, $6 its points. */
// One moment throughout the statement, and the same clock for every process: theirs may differ.
const at = `COALESCE($3::bigint, FLOOR(EXTRACT(EPOCH FROM statement_timestamp()) * 1000)::bigint)`
// What is ahead by more than any difference between clocks was written while it was wrong, and must fill nothing.
const held = `CASE WHEN held."expire" > ${at} + 2 * $5::bigint THEN ${at}
  ELSE LEAST(GREATEST(held."expire", ${at}), ${at} + $5::bigint) END`
const hasNoRoom = `$2::int > 0 AND (${held}) + $4::bigint > ${at} + $5::bigint`
const added = `LEAST((${held}) + $2::int * $4::bigint, ${at} + $5::bigint)`
const countLeaking = `
  INSERT INTO "SharedFailures" AS held ("key", "points", "expire")
  VALUES ($1, $2::int, LEAST(${at} + $2::int * $4::bigint, ${at} + $5::bigint))
  ON CONFLICT ("key") DO UPDATE SET
    "points" = CASE WHEN ${hasNoRoom} THEN $6::int + 1
      ELSE CEIL(GREATEST(${added} - ${at}, 0)::numeric / $4::bigint) END,
    "expire" = CASE WHEN ${hasNoRoom} THEN ${held} ELSE ${added} END
  RETURNING "points", "expire" - ${at} AS "left"`
