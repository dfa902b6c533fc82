import type { Formats } from 'next-intl'
import type { Locale } from './locales'

const day = (digits: 'numeric' | '2-digit') => ({ year: 'numeric', month: digits, day: digits }) as const
const moment = (digits: 'numeric' | '2-digit') => ({ ...day(digits), hour: digits, minute: '2-digit' }) as const

/** Named formats, so that a date looks the same wherever it stands. */
export const formats = {
  dateTime: {
    short: moment('numeric'),
    second: {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    day: day('numeric'),
    date: { dateStyle: 'medium' },
    exact: { dateStyle: 'long', timeStyle: 'long' },
  },
} satisfies Formats

/** English alone writes single digits where there is one: 2/3/2026, but 03.02.2026. */
export const formatsOf = (locale: Locale): Formats =>
  locale === 'en' ? formats : { dateTime: { ...formats.dateTime, short: moment('2-digit'), day: day('2-digit') } }
