import 'server-only'
import type { Metric as PromMetric, Registry } from 'prom-client'
import type { Distribution } from '../../metrics/distribution'

/** A value with its labels' texts, in the order of their names. */
export type Sample<Value = number> = readonly [value: Value, ...texts: string[]]

/** A number that is told, or several by `labels`; `samples` is asked at each scrape, and may have none. */
type Plain = { type: 'counter' | 'gauge'; samples: () => readonly Sample[] }
type Spread = { type: 'histogram'; samples: () => readonly Sample<Distribution>[] }
export type Metric = { name: string; help: string; labels?: readonly string[] } & (Plain | Spread)

type Value = { value: number; labels: Record<string, string | number>; metricName?: string }

/** Lets a registry tell it. What is counted is counted in plain numbers, so this hands over no more than a snapshot. */
export function register(registry: Registry, metric: Metric): void {
  const { name, help, type, labels = [] } = metric
  const labelsOf = (texts: string[]) => Object.fromEntries(labels.map((label, at) => [label, texts[at]!]))
  const values = (): Value[] =>
    metric.type === 'histogram'
      ? metric.samples().flatMap(([spread, ...texts]) => spreadValues(name, spread, labelsOf(texts)))
      : metric.samples().map(([value, ...texts]) => ({ value, labels: labelsOf(texts) }))
  const get = async () => ({ name, help, type, values: values(), aggregator: 'sum' })
  registry.registerMetric({ name, help, type, get } as unknown as PromMetric)
}

/** As Prometheus wants them: each bucket holds those before it. */
function spreadValues(name: string, { bounds, counts, sum }: Distribution, labels: Record<string, string>): Value[] {
  let count = 0
  const buckets = counts.map((each, at) => {
    count += each
    return { metricName: `${name}_bucket`, value: count, labels: { ...labels, le: bounds[at] ?? '+Inf' } }
  })
  return [
    ...buckets,
    { metricName: `${name}_sum`, value: sum, labels },
    { metricName: `${name}_count`, value: count, labels },
  ]
}
