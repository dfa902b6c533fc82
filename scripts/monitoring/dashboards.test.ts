import { describe, expect, test } from 'vitest'
import { expressionsOf, faultsOfDashboard, readDashboards } from './dashboards'
import { complaintOfExpressions, promtool } from './promtool'
import { allMetrics, ownMetrics } from './product-metrics'

const dashboards = readDashboards()
const metrics = allMetrics()
const overview = dashboards.get('overview.json')!

test.each([...dashboards])('%s can be shown, and asks for what there is', (_, json) =>
  expect(faultsOfDashboard(json, metrics)).toEqual([]),
)

describe.runIf(promtool)('Prometheus', () => {
  test('can answer every query', () =>
    expect(complaintOfExpressions([...dashboards.values()].flatMap(expressionsOf))).toBeNull())

  test('refuses what is none', () =>
    expect(complaintOfExpressions(expressionsOf(overview.replace('sum by (result) (', 'sum by (result) ((')))).toMatch(
      /parse error/,
    ))
})

test('every metric of the product is in a dashboard', () => {
  const all = [...dashboards.values()].join('\n')
  expect([...ownMetrics().keys()].filter((name) => !all.includes(name))).toEqual([])
})

test.each<[string, string | RegExp, string, RegExp]>([
  ['a metric that is none', 'robot_console_tokens_total', 'robot_console_tokens', /unknown metric/],
  ['a legend of what is not there', '{{result}}', '{{reason}}', /reason is not grouped by/],
  ['a query of all processes', ', instance=~\\"$instance\\"', '', /whatever is chosen/],
  ['a range of its own', '$__rate_interval', '5m', /range of its own/],
  ['a unit that Grafana does not know', '"unit": "reqps"', '"unit": "requests"', /unit/],
  ['a panel without a description', /"description": "How many processes[^"]*"/, '"description": ""', /description/],
  ['a panel on another', /"x": 4,/, '"x": 3,', /lies on/],
  ['a panel wider than the grid', /"w": 24/, '"w": 25', /gridPos\.w/],
  ['a data source of somebody', '${datasource}', 'P1809F7CD0C75ACF3', /uid/],
  ['an id twice', '"id": 3,', '"id": 2,', /two panels have the id 2/],
  ['no variable for the process', '"name": "instance"', '"name": "host"', /no variable instance/],
  ['thresholds that do not rise', '"value": 0.02', '"value": 0.001', /steps go upwards/],
])('%s is told', (_, good, bad, fault) => {
  const broken = overview.replace(good, () => bad)
  expect(broken).not.toBe(overview)
  expect(faultsOfDashboard(broken, metrics).join('\n')).toMatch(fault)
})
