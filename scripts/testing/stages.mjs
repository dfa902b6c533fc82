import path from 'node:path'
import { root } from '../setup/root.mjs'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'

const bin = (file) => path.join(root, 'node_modules', file)
export const reports = process.env.TEST_REPORTS ?? path.join(root, '.cache/test')

/**
 * The stages of `npm test`, in order: of those that could run the longest first, what is short fills the end. `group` is
 * what a person may ask for; `commands` are node's arguments; `tools` must be on the machine, or those of `wants` that are
 * not are told to the tests; `after` names what must have passed.
 */
export const stages = [
  {
    name: 'lint and types',
    group: 'lint',
    commands: [
      [bin('next/dist/bin/next'), 'typegen'],
      ['--max-old-space-size=4096', 'scripts/lint/with-types.mjs'],
    ],
  },
  { name: 'format', group: 'lint', commands: [[bin('prettier/bin/prettier.cjs'), '--check', '.']] },
  {
    ...vitest('verbs on PostgreSQL', 'verbs', 'verbs-postgresql'),
    env: { TEST_DATABASE: 'postgresql' },
    tools: ['postgresql'],
  },
  { ...vitest('verbs on SQLite', 'verbs', 'verbs-sqlite'), env: { TEST_DATABASE: 'sqlite' } },
  { ...vitest('unit', 'unit', 'unit'), wants: ['helm', 'promtool'] },
  { name: 'build', group: 'e2e', commands: [['scripts/start.mjs', '--only-build']], later: ['lint and types'] },
  {
    name: 'e2e',
    group: 'e2e',
    commands: [[bin('@playwright/test/cli.js'), 'test']],
    report: path.join(reports, 'e2e.json'),
    count: countPlaywright,
    failures: failuresOfPlaywright,
    env: { PLAYWRIGHT_JSON: path.join(reports, 'e2e.json') },
    tools: ['chromium'],
    wants: [
      ...['docker-registry', 'skopeo', 'podman', 'buildah', 'docker', 'helm', 'harborapi', 'go-client', 'postgresql'],
      ...['kubectl', 'containerd', 'crane', 'oras', 'regctl', 'age', 'promtool'],
      ...(process.env.TEST_WANTS?.split(',').filter(Boolean) ?? []), // a proof's own
    ],
    after: ['build'],
    alone: true,
  },
]

/** What stages need of the machine, or could use. */
export const toolsOf = (some) => [...new Set(some.flatMap(({ tools = [], wants = [] }) => [...tools, ...wants]))]

function vitest(name, project, id) {
  const report = path.join(reports, `${id}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const commands = [[bin('vitest/vitest.mjs'), 'run', '--project', `${project}*`, ...reporters]]
  return { name, group: project, commands, report, count: countVitest, failures: failuresOfVitest }
}

function countVitest(report) {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests = 0, numTodoTests = 0 } = report
  return { passed, failed, skipped: numPendingTests + numTodoTests }
}

/** Nothing is repeated, so what is flaky has failed. */
function countPlaywright({ stats: { expected, unexpected, flaky, skipped } }) {
  return { passed: expected, failed: unexpected + flaky, skipped }
}
