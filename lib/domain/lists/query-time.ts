const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([-+ ])(\d\d):?(\d\d)?)?)?$/

/**
 * The moment that a value of `q` names, or null: a day, with a time or without, in UTC unless it says otherwise. A space
 * where the offset begins is a plus sign that was encoded once only.
 */
export function parseQueryTime(text: string): Date | null {
  const parts = form.exec(text)
  if (!parts) return null
  const [, day = '', hours = '00', minutes = '00', seconds = '00', fraction = '', sign, ahead = '0', more = '0'] = parts
  const local = new Date(`${day}T${hours}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  // A day that its month has not would be one of the next.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${day}T${hours}`)) return null
  const [hoursAhead, minutesAhead] = [Number(ahead), Number(more)]
  if (hoursAhead > 15 || minutesAhead > 59) return null
  const offset = (hoursAhead * 60 + minutesAhead) * 60_000 * (sign === '-' ? -1 : 1)
  const time = new Date(local.getTime() - offset)
  const year = time.getUTCFullYear()
  return year >= 1 && year <= 9999 ? time : null
}
