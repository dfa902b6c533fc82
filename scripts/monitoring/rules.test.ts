import path from 'node:path'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { root } from '../setup/root.mjs'
import { complaintOf, complaintOfRules, promtool } from './promtool'
import { allMetrics } from './product-metrics'
import { unknownIn } from './promql'
import { faultsOf, folder, readMonitoring, rulesOf, testFiles, type Monitoring } from './rules'

const monitoring = readMonitoring()
const metrics = allMetrics()

test('every alert has its tests and its runbook, and asks for what there is', () =>
  expect(faultsOf(monitoring, metrics)).toEqual([]))

const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((page) => page.endsWith('.md'))
  .map((page) => path.join(root, 'docs', page))

test('pages name metrics that there are', () => {
  const named = pages.flatMap((page) => readFileSync(page, 'utf8').match(/\brobot_console_\w*[a-z]\b/g) ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(named.flatMap((name) => unknownIn(name, metrics, []))).toEqual([])
})

describe.runIf(promtool)('promtool', () => {
  test('takes the rules', () => expect(complaintOf('check', 'rules', path.join(folder, 'rules.yaml'))).toBeNull())

  test('finds each alert firing when it should, and quiet when it should be', () =>
    expect(complaintOf('test', 'rules', ...testFiles.map((file) => path.join(folder, file)))).toBeNull())

  test.each([
    ['no PromQL', ' > 0.02', ' >> 0.02'],
    ['no duration', 'for: 15m', 'for: quarter'],
    ['no such function', 'deriv(', 'derive('],
    ['a template that is none', '{{ $value | humanize }}', '{{ $value | humanise }}'],
    ['a field that is none', 'annotations:', 'remarks:'],
  ])('refuses %s', (_, good, bad) => {
    expect(monitoring.rules).toContain(good)
    expect(complaintOfRules(monitoring.rules.replace(good, bad))).not.toBeNull()
  })
})

/** The same with one thing broken. */
function broken(of: keyof Monitoring, good: string | RegExp, bad: string): string[] {
  const breaking = (text: string) => text.replace(good, bad)
  const changed = of === 'tests' ? monitoring.tests.map(breaking) : breaking(monitoring[of])
  expect(changed).not.toEqual(monitoring[of])
  return faultsOf({ ...monitoring, [of]: changed }, metrics)
}

const testOf = (name: string) => new RegExp(String.raw`  - name: ${name}.*\n(?:    .*\n|          .*\n)+`, 'g')

test.each<[string, Parameters<typeof broken>, RegExp]>([
  ['a metric that is none', ['rules', 'outbox_rows)', 'outbox_length)'], /unknown metric robot_console_outbox_length/],
  [
    'a name that no rule records',
    ['rules', 'expr: namespace:robot_console_http_faults', 'expr: namespace:faults'],
    /unk/,
  ],
  ['a label that is none', ['rules', '{state="waiting"}', '{status="waiting"}'], /database_connections{status}/],
  ['a grouping by what is none', ['rules', 'by (namespace, door) (inc', 'by (namespace, address) (inc'], /by address/],
  [
    'the processes of others',
    ['rules', 'bytes{job=~".*robot-console.*"}', 'bytes'],
    /resident_memory_bytes without a job/,
  ],
  ['an alert without a runbook', ['runbook', '### RobotConsoleDown\n', ''], /RobotConsoleDown has no runbook/],
  ['a runbook without an alert', ['runbook', '### RobotConsoleDown\n', '### Gone\n\n$&'], /the runbook knows Gone/],
  ['a runbook of another', ['rules', '#robotconsoledown', '#robotconsolememory'], /RobotConsoleDown: another runbook/],
  ['an alert without a summary', ['rules', 'summary:', 'title:'], /no summary/],
  ['an alert without a severity', ['rules', '{ severity: info }', '{}'], /no severity/],
  ['a severity of its own', ['rules', 'severity: critical', 'severity: page'], /no severity/],
  [
    'an alert that nothing fires',
    ['tests', testOf('RobotConsoleMemory fires'), ''],
    /no test fires RobotConsoleMemory/,
  ],
  [
    'an alert that nothing keeps quiet',
    ['tests', testOf('RobotConsoleMemory is quiet'), ''],
    /keeps RobotConsoleMemory quiet/,
  ],
  [
    'a test of nothing',
    ['tests', 'name: RobotConsoleMemory fires', 'name: RobotConsoleBrain fires'],
    /test of nothing/,
  ],
  [
    'a test that expects the opposite',
    ['tests', 'RobotConsoleMemory fires', 'RobotConsoleMemory is quiet'],
    /not ask what/,
  ],
  ['a quiet test about other series', ['tests', /process_open_fds|process_max_fds/g, 'up'], /keeps RobotConsoleFileD/],
])('%s is told', (_, change, fault) => expect(broken(...change).join('\n')).toMatch(fault))

test('every job has its time, and what is late is later than that', () => {
  const table = readFileSync(path.join(root, 'lib/server/jobs/table.ts'), 'utf8')
  const jobs = [...table.matchAll(/name: '([\w-]+)', when: \{ (everyMs: (\d+) \* minuteMs|dailyAt)/g)]
  const { expr } = rulesOf(monitoring.rules).find(({ alert }) => alert === 'RobotConsoleJobLate')!
  const late = [...expr.matchAll(/job_name=~"([^"]+)"\}\s*\) > ([\d *]+)/g)].flatMap(([, names, product]) =>
    names!
      .split('|')
      .map((name) => [name, product!.split('*').reduce((seconds, factor) => seconds * Number(factor), 1)]),
  )
  const periods = new Map(jobs.map(([, name, , minutes]) => [name, minutes ? Number(minutes) * 60 : 86_400]))
  expect(periods.size).toBe(table.match(/name: '/g)!.length)
  expect(late.map(([name]) => name).sort()).toEqual([...periods.keys()].sort())
  for (const [name, seconds] of late) expect(Number(seconds), String(name)).toBeGreaterThan(periods.get(String(name))!)
})
