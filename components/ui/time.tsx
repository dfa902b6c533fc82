import { useFormatter } from 'next-intl'

/** A moment as a short local date and time ("11/20/26, 2:36 AM"); the exact UTC moment is in the title. */
export function Time({ value }: { value: Date | string | number }) {
  const format = useFormatter()
  const moment = new Date(value)
  const iso = moment.toISOString()
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap">
      {format.dateTime(moment, 'short')}
    </time>
  )
}
