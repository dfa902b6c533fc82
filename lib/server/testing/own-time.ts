import 'server-only'

const everyMs = 10

/**
 * How long this process waits, milliseconds, by looks at the clock that it takes in even steps: while it stands still, or
 * the whole machine does, it takes none, and a busy one takes fewer. So a bound of it tells what was waited for alone.
 */
export function startOwnTime(): () => number {
  let looks = 0
  const looking = setInterval(() => looks++, everyMs)
  return () => {
    clearInterval(looking)
    return looks * everyMs
  }
}
