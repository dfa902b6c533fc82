import { useFormatter } from 'next-intl'

type TimeProps = { value: Date | string | number; format?: 'short' | 'second' | 'day' }

/** A moment as a short local date and time ("11/20/2026, 2:36 AM"), or its day; the exact UTC moment is in the title. */
export function Time({ value, format = 'short' }: TimeProps) {
  const formatter = useFormatter()
  const moment = new Date(value)
  const iso = moment.toISOString()
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap">
      {formatter.dateTime(moment, format)}
    </time>
  )
}
