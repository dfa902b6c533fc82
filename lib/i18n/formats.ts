import type { Formats } from 'next-intl'

/** Named formats, so that a date looks the same wherever it stands. */
export const formats = {
  dateTime: {
    // Not the style `short`, whose years have two digits in some languages: 2/1/05 may be a century away.
    short: { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: '2-digit' },
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
    date: { dateStyle: 'medium' },
    exact: { dateStyle: 'long', timeStyle: 'long' },
  },
} satisfies Formats
