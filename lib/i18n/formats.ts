import type { Formats } from 'next-intl'

/** Named formats, so that a date looks the same wherever it stands. */
export const formats = {
  dateTime: {
    short: { dateStyle: 'short', timeStyle: 'short' },
    date: { dateStyle: 'medium' },
    exact: { dateStyle: 'long', timeStyle: 'long' },
  },
} satisfies Formats
