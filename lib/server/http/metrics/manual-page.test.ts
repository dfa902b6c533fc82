import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { counted } from './counted'
import { databaseGauges, processGauges } from './gauges'

const page = readFileSync('docs/manual/metrics.md', 'utf8')

test('the manual has a row for each metric, with its type and its labels', () => {
  const rows = page.matchAll(/^\| `(robot_console_\w+)` +\| (\w+) +\| (.*?) +\|/gm)
  const told = [...rows].map(([, name, type, labels]) => [name, type, labels!.replaceAll(/[` ]/g, '')])
  const all = [...counted, ...processGauges('console'), ...databaseGauges(() => ({ isUp: false, told: null }))]
  expect(told.sort()).toEqual(all.map(({ name, type, labels = [] }) => [name, type, labels.join(',')]).sort())
})
