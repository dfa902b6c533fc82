import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { root } from '../setup/root.mjs'
import type { Metrics } from './product-metrics'
import { unknownIn } from './promql'

const folder = path.join(root, 'deploy/grafana')

export const readDashboards = (): Map<string, string> =>
  new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]))

const text = z.string().min(1)
const source = z.strictObject({ type: z.literal('prometheus'), uid: z.literal('${datasource}') })
const place = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1).max(30),
})
/** Grafana's names for the units that we use: another one is shown as it is written. */
const unit = z.enum(['none', 'short', 's', 'bytes', 'ops', 'reqps', 'percentunit'])
const step = z.strictObject({ color: text, value: z.number().nullable() })
const thresholds = z
  .strictObject({ mode: z.literal('absolute'), steps: z.array(step).min(1) })
  .refine(({ steps }) => steps[0]!.value === null, 'the first step is what lies below all others')
  .refine(({ steps }) => steps.every(({ value }, at) => at < 2 || value! > steps[at - 1]!.value!), 'steps go upwards')
const target = z.looseObject({ refId: z.string().regex(/^[A-Z]$/), datasource: source, expr: text, legendFormat: text })

const chart = z.looseObject({
  id: z.int().positive(),
  type: z.enum(['stat', 'timeseries']),
  title: text,
  description: text,
  gridPos: place,
  datasource: source,
  targets: z.array(target).min(1),
  fieldConfig: z.looseObject({ defaults: z.looseObject({ unit, thresholds }) }),
})
const row = z.looseObject({
  id: z.int().positive(),
  type: z.literal('row'),
  title: text,
  gridPos: place,
  collapsed: z.literal(false),
  panels: z.tuple([]),
})
const variable = z.looseObject({ name: text, type: z.enum(['datasource', 'query']), datasource: source.optional() })
const schema = z.looseObject({
  uid: z.string().regex(/^[a-z-]{1,40}$/),
  title: text,
  description: text,
  // Grafana finds its own id and gives it: one of ours would overwrite another dashboard.
  id: z.undefined().optional(),
  schemaVersion: z.int().min(36),
  templating: z.strictObject({ list: z.array(variable) }),
  panels: z.array(z.discriminatedUnion('type', [chart, row])).min(1),
})

type Dashboard = z.output<typeof schema>
type Panel = Dashboard['panels'][number]

const chartsOf = ({ panels }: Dashboard) => panels.filter((panel) => panel.type !== 'row')

/** The queries as Prometheus gets them: ranges and variables have a value then. */
export const expressionsOf = (json: string): string[] =>
  chartsOf(schema.parse(JSON.parse(json))).flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m').replaceAll(/\$(namespace|instance)\b/g, '.*')),
  )

/** All that is wrong with a dashboard, as far as a parser of PromQL does not say it. */
export function faultsOfDashboard(json: string, metrics: Metrics): string[] {
  const parsed = schema.safeParse(JSON.parse(json))
  if (!parsed.success) return parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`)
  const { panels, templating } = parsed.data
  const ids = panels.map(({ id }) => id)
  const variables = templating.list.map(({ name }) => name)
  const missing = ['datasource', 'namespace', 'instance'].filter((name) => !variables.includes(name))
  return [
    ...missing.map((name) => `no variable ${name}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two panels have the id ${id}`),
    ...overlaps(panels),
    ...chartsOf(parsed.data).flatMap((panel) =>
      faultsOfQueries(panel, metrics).map((fault) => `${panel.title}: ${fault}`),
    ),
  ]
}

function overlaps(panels: readonly Panel[]): string[] {
  return panels.flatMap((panel, at) => {
    const { x, w } = panel.gridPos
    const other = panels.slice(0, at).find((each) => isOver(panel.gridPos, each.gridPos))
    return [
      ...(x + w > 24 ? [`${panel.title} is wider than the grid`] : []),
      ...(other ? [`${panel.title} lies on ${other.title}`] : []),
    ]
  })
}

type Place = z.output<typeof place>
const isOver = (one: Place, other: Place) =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h

/** What is chosen above must hold for every query, and a legend can show only what a series has. */
function faultsOfQueries({ targets }: z.output<typeof chart>, metrics: Metrics): string[] {
  const refs = targets.map(({ refId }) => refId)
  return [
    ...(new Set(refs).size === refs.length ? [] : ['two queries have one letter']),
    ...targets.flatMap(({ expr, legendFormat }) => {
      const ranges = expr.match(/\[(?!\$__rate_interval\]|1h\])[^\]]*\]/g) ?? []
      const selectors = expr.match(/\{[^}]*\}/g) ?? ['']
      const isChosen = selectors.every((each) => each.includes('$namespace') && each.includes('$instance'))
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!)
      const unseen = shown.filter((label) => /\b(sum|max|min|count)\b/.test(expr) && !groupsBy(expr, label))
      return [
        ...unknownIn(expr, metrics, []),
        ...ranges.map((range) => `a range of its own ${range}`),
        ...(isChosen ? [] : ['asks all processes whatever is chosen']),
        ...unseen.map((label) => `the legend's ${label} is not grouped by`),
      ]
    }),
  ]
}

const groupsBy = (expr: string, label: string) => new RegExp(String.raw`by \([^)]*\b${label}\b`).test(expr)
