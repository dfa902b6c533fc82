import type { z } from 'zod'
import { localToInstant } from '../lists/local-time'
import { maxOverlapHours, type oldSecret } from './robot-secret'

/** What becomes of an old secret, as it is sent. */
export type ChosenEnd = z.input<typeof oldSecret>
/** The same where it goes on. */
export type ChosenOverlap = Exclude<ChosenEnd, { kind: 'at-once' }>

/** Hours that are offered; any other number is typed. */
export const usualHours = [1, 24, 168] as const

/** When an old secret stops, as it is chosen and typed. */
export type TypedEnd = {
  kind: ChosenEnd['kind']
  /** One of the usual numbers, or `other` for the typed one. */
  hours: string
  typedHours: string
  /** As `<input type="datetime-local">` has it. */
  at: string
}

/** What is wrong with it: keys of the `rotation.invalid` texts. */
export type EndFault = 'hours' | 'time' | 'past' | 'far'

/** The form to begin with, of so many hours; 0 = it stops at once. */
export const typedEnd = (hours: number): TypedEnd => ({
  kind: hours === 0 ? 'at-once' : 'after-first-use',
  hours: hours === 0 ? '24' : isUsual(hours) ? String(hours) : 'other',
  typedHours: hours === 0 || isUsual(hours) ? '' : String(hours),
  at: '',
})

const isUsual = (hours: number): boolean => usualHours.some((each) => each === hours)

/** What was typed, in the user's time zone, or why it is none. */
export function endOf(typed: TypedEnd, now: Date, timeZone: string): { end: ChosenEnd } | { fault: EndFault } {
  if (typed.kind === 'at-once') return { end: { kind: 'at-once' } }
  if (typed.kind === 'after-first-use') {
    const text = typed.hours === 'other' ? typed.typedHours.trim() : typed.hours
    const hours = /^\d{1,3}$/.test(text) ? Number(text) : 0
    return hours >= 1 && hours <= maxOverlapHours ? { end: { kind: typed.kind, hours } } : { fault: 'hours' }
  }
  const at = localToInstant(typed.at, timeZone)
  if (!at) return { fault: 'time' }
  if (at <= now) return { fault: 'past' }
  if (at.getTime() > now.getTime() + maxOverlapHours * 3_600_000) return { fault: 'far' }
  return { end: { kind: 'at', at: at.toISOString() } }
}
