import 'server-only'

/** How often values up to each bound came, and, at the end, larger ones; of all of them the sum. */
export type Distribution = { readonly bounds: readonly number[]; readonly counts: number[]; sum: number }

export const distribution = (bounds: readonly number[]): Distribution => ({
  bounds,
  counts: bounds.map(() => 0).concat(0),
  sum: 0,
})

/** Of seconds: from a token out of memory to a request that has used up its time. */
export const secondsBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** Of questions that were answered together. */
export const sizeBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const

/** In the way of every token: most values lie below the first bounds. */
export function observe(into: Distribution, value: number): void {
  const { bounds, counts } = into
  let at = 0
  while (at < bounds.length && value > bounds[at]!) at++
  counts[at]!++
  into.sum += value
}
