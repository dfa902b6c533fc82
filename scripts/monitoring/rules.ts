import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { root } from '../setup/root.mjs'
import type { Metrics } from './product-metrics'
import { readsOf, unknownIn } from './promql'

export const folder = path.join(root, 'deploy/prometheus')
const runbook = 'docs/manual/alerts.md'

type Rule = { record?: string; alert?: string; expr: string; for?: string } & Partial<
  Record<'labels' | 'annotations', Record<string, string>>
>
type Case = {
  name: string
  input_series: { series: string }[]
  promql_expr_test: { expr: string; exp_samples: unknown[] }[]
}
/** As text, so that a test can break it. */
export type Monitoring = { rules: string; tests: string[]; runbook: string }

const isTest = (file: string) => file.endsWith('.test.yaml')

export const testFiles = readdirSync(folder).filter(isTest).sort()

export const readMonitoring = (): Monitoring => ({
  rules: readFileSync(path.join(folder, 'rules.yaml'), 'utf8'),
  tests: testFiles.map((file) => readFileSync(path.join(folder, file), 'utf8')),
  runbook: readFileSync(path.join(root, runbook), 'utf8'),
})

export const rulesOf = (text: string): Rule[] =>
  (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules)

const recordedIn = (rules: Rule[]): string[] => rules.flatMap(({ record }) => record ?? [])

/** All that is wrong with rules, their tests and the runbook, as far as promtool does not say it. */
export function faultsOf({ rules: text, tests, runbook: page }: Monitoring, metrics: Metrics): string[] {
  const rules = rulesOf(text)
  const recorded = recordedIn(rules)
  const alerts = rules.filter(({ alert }) => alert !== undefined)
  const names = alerts.map(({ alert }) => alert!)
  const cases = tests.flatMap((test) => (parse(test) as { tests: Case[] }).tests)
  const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading!)
  return [
    ...rules.flatMap(({ record, alert, expr }) =>
      unknownIn(expr, metrics, recorded).map((fault) => `${record ?? alert}: ${fault}`),
    ),
    ...alerts.flatMap((rule) => faultsOfAlert(rule).map((fault) => `${rule.alert}: ${fault}`)),
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is there twice`),
    ...alerts.flatMap((rule) => missingTests(rule, cases, rules)),
    ...cases.flatMap((each) => faultsOfCase(each, names)),
    ...names.filter((name) => !headings.includes(name)).map((name) => `${name} has no runbook`),
    ...headings.filter((heading) => !names.includes(heading)).map((heading) => `the runbook knows ${heading}`),
  ]
}

const severities = ['critical', 'warning', 'info']

function faultsOfAlert({ alert, labels = {}, annotations = {} }: Rule): string[] {
  const texts = ['summary', 'description', 'runbook_url'].filter((name) => !annotations[name])
  return [
    ...texts.map((name) => `no ${name}`),
    ...(severities.includes(labels.severity ?? '') ? [] : ['no severity']),
    ...(annotations.runbook_url === `${runbook}#${alert!.toLowerCase()}` ? [] : ['another runbook_url']),
  ]
}

/** A test that fires and one that does not; the latter with series that the alert looks at, or it would say nothing. */
function missingTests({ alert, expr }: Rule, cases: Case[], rules: Rule[]): string[] {
  const read = metricsBehind(expr, rules)
  const own = cases.filter(({ name }) => name.startsWith(`${alert} `))
  const isQuiet = ({ name, input_series: series }: Case) =>
    name.startsWith(`${alert} is quiet, `) && series.some(({ series: each }) => read.includes(nameOf(each)))
  const isFiring = ({ name }: Case) => name.startsWith(`${alert} fires, `)
  return [
    ...(own.some(isFiring) ? [] : [`no test fires ${alert}`]),
    ...(own.some(isQuiet) ? [] : [`no test keeps ${alert} quiet`]),
  ]
}

const nameOf = (series: string) => series.split('{')[0]!

/** Through the rules that record. */
function metricsBehind(expr: string, rules: Rule[]): string[] {
  return readsOf(expr).selectors.flatMap(({ name }) => {
    const recorded = rules.find(({ record }) => record === name)
    return recorded ? metricsBehind(recorded.expr, rules) : [name]
  })
}

/** That a case asks what its name says: what fires does so at last, and what is quiet never does. */
function faultsOfCase({ name, promql_expr_test: tests }: Case, alerts: string[]): string[] {
  const [, alert = '', verdict] = /^(\w+) (fires|is quiet), \S/.exec(name) ?? []
  if (!alerts.includes(alert)) return [`a test of nothing: ${name}`]
  const asked = `ALERTS{alertname="${alert}", alertstate="firing"}`
  const answers = tests.map(({ exp_samples: samples }) => samples.length > 0)
  const isRight = verdict === 'fires' ? answers.at(-1) : answers.length > 0 && !answers.includes(true)
  return isRight && tests.every(({ expr }) => expr === asked) ? [] : [`a test does not ask what it says: ${name}`]
}
