const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/

/** Whether a text is a moment as `<input type="datetime-local">` writes it: `2026-03-01T14:30`. */
export const isLocalTime = (text: string): boolean => parts(text) !== null

/**
 * The moment that a clock in this time zone shows so; null for what is no time. Of an hour that is there twice it is
 * the earlier one, and of one that a change of clocks leaves out the moment that follows.
 */
export function localToInstant(text: string, timeZone: string): Date | null {
  const wall = parts(text)
  if (wall === null) return null
  // The offset itself depends on the moment: those of the day before and after are all that can apply.
  const candidates = [wall - day, wall + day].map((near) => wall - offsetAt(near, timeZone)).sort((a, b) => a - b)
  const exact = candidates.find((moment) => moment + offsetAt(moment, timeZone) === wall)
  return new Date(exact ?? candidates.at(-1)!)
}

const day = 86_400_000

/** As if the clock were in UTC, milliseconds. */
function parts(text: string): number | null {
  if (!pattern.test(text)) return null
  const moment = new Date(`${text}:00Z`)
  const isReal = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
  return isReal && moment.getUTCFullYear() > 0 ? moment.getTime() : null
}

/** How far the zone's clocks are ahead of UTC at this moment, milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { ...digits, timeZone })
  const shown = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(moment / 1000) * 1000
}

const digits = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const
