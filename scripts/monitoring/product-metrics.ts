import { collectDefaultMetrics, Registry } from 'prom-client'
import { counted } from '@/lib/server/http/metrics/counted'
import { databaseGauges, processGauges } from '@/lib/server/http/metrics/gauges'

/** What a scrape tells, by name, each with its labels. */
export type Metrics = ReadonlyMap<string, readonly string[]>

const noNumbers = { isUp: false, told: null }

/** The product's own. */
export const ownMetrics = (): Metrics =>
  new Map(
    [...counted, ...processGauges('console'), ...databaseGauges(() => noNumbers)].map(({ name, type, labels = [] }) => [
      name,
      [...labels, ...(type === 'histogram' ? ['le'] : [])],
    ]),
  )

/** With those that prom-client tells of any process. */
export function allMetrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const names = register.getMetricsAsArray().map(({ name }) => name)
  return new Map([...names.map((name) => [name, []] as const), ...ownMetrics()])
}
