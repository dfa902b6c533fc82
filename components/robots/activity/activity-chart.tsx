import { useFormatter, useTranslations } from 'next-intl'
import { totalOf, type UsageDay } from '@/lib/domain/registry/usage'
import { bars, chart, kinds } from './activity-bars'

/** Pulls, pushes and deletes of each day as stacked bars; the same numbers stand in a table for who cannot see them. */
export function ActivityChart({ days }: { days: UsageDay[] }) {
  const t = useTranslations('robots.activity')
  const format = useFormatter()
  const { stacks, top } = bars(days)
  const dayName = (day: string) => format.dateTime(new Date(day), { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const total = totalOf(days)
  return (
    <figure className="activity-chart">
      <svg viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={t('chartText', total)}>
        <g className="activity-axis">
          <line x1={chart.left} x2={chart.width} y1={chart.top} y2={chart.top} strokeDasharray="2 4" />
          <line x1={chart.left} x2={chart.width} y1={chart.bottom} y2={chart.bottom} />
          <text x={chart.left - 6} y={chart.top + 4} textAnchor="end">
            {format.number(top)}
          </text>
          <text x={chart.left - 6} y={chart.bottom + 4} textAnchor="end">
            {format.number(0)}
          </text>
        </g>
        {stacks.map(({ day, x, hover, parts }, index) => (
          <g key={day}>
            {parts.map(({ kind, y, height }) => (
              <rect key={kind} className={`activity-${kind}`} x={x} y={y} width={chart.bar} height={height} />
            ))}
            {/* The whole column answers the mouse, however low its bar is. */}
            <rect x={hover} y={chart.top} width={chart.step} height={chart.bottom - chart.top} fillOpacity={0}>
              <title>{t('dayText', { ...days[index]!, day: dayName(day) })}</title>
            </rect>
          </g>
        ))}
        <g className="activity-axis">
          <text x={chart.left} y={chart.height - 4}>
            {dayName(days[0]!.day)}
          </text>
          <text x={chart.width} y={chart.height - 4} textAnchor="end">
            {dayName(days.at(-1)!.day)}
          </text>
        </g>
      </svg>
      <figcaption className="activity-legend">
        {kinds.map((kind) => (
          <span key={kind}>
            <svg width={10} height={10} aria-hidden>
              <rect width={10} height={10} className={`activity-${kind}`} />
            </svg>
            {t(kind)} <strong>{format.number(total[kind])}</strong>
          </span>
        ))}
      </figcaption>
      <DaysTable days={days} />
    </figure>
  )
}

function DaysTable({ days }: { days: UsageDay[] }) {
  const t = useTranslations('robots.activity')
  const format = useFormatter()
  const counted = days.filter((day) => kinds.some((kind) => day[kind] > 0)).toReversed()
  return (
    <details>
      <summary>{t('asTable')}</summary>
      <table className="table table-compact activity-table activity-days" aria-label={t('chart')}>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            {kinds.map((kind) => (
              <th key={kind} scope="col">
                {t(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counted.map((each) => (
            <tr key={each.day}>
              <td>{format.dateTime(new Date(each.day), { dateStyle: 'medium', timeZone: 'UTC' })}</td>
              {kinds.map((kind) => (
                <td key={kind}>{format.number(each[kind])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
