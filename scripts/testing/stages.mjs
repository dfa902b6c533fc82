import path from 'node:path'
import { root } from '../setup/root.mjs'

const bin = (file) => path.join(root, 'node_modules', file)
const reports = path.join(root, '.cache/test')

/**
 * The stages of `npm test`, in order. `group` is what a person may ask for; `commands` are node's arguments; `tools`
 * must be on the machine, or those of `wants` that are not are told to the tests; `after` names what must have passed.
 */
export const stages = [
  { name: 'lint', group: 'lint', commands: [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  { name: 'format', group: 'lint', commands: [[bin('prettier/bin/prettier.cjs'), '--check', '.']] },
  {
    name: 'types',
    group: 'lint',
    commands: [[bin('next/dist/bin/next'), 'typegen'], [bin('typescript/bin/tsc')]],
  },
  vitest('unit', 'unit', 'unit'),
  { name: 'build', group: 'e2e', commands: [['scripts/start.mjs', '--only-build']], later: ['types'] },
  { ...vitest('verbs on SQLite', 'verbs', 'verbs-sqlite'), env: { TEST_DATABASE: 'sqlite' } },
  {
    ...vitest('verbs on PostgreSQL', 'verbs', 'verbs-postgresql'),
    env: { TEST_DATABASE: 'postgresql' },
    tools: ['postgresql'],
  },
  {
    name: 'e2e',
    group: 'e2e',
    commands: [[bin('@playwright/test/cli.js'), 'test']],
    report: path.join(reports, 'e2e.json'),
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON: path.join(reports, 'e2e.json') },
    tools: ['chromium'],
    wants: [
      ...['docker-registry', 'skopeo', 'podman', 'buildah', 'docker', 'helm', 'harborapi', 'go-client', 'postgresql'],
      ...['kubectl', 'containerd', 'crane', 'oras', 'regctl', 'age'],
    ],
    after: ['build'],
    alone: true,
  },
]

function vitest(name, project, id) {
  const report = path.join(reports, `${id}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const commands = [[bin('vitest/vitest.mjs'), 'run', '--project', `${project}*`, ...reporters]]
  return { name, group: project, commands, report, count: countVitest }
}

function countVitest(report) {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests = 0, numTodoTests = 0 } = report
  return { passed, failed, skipped: numPendingTests + numTodoTests }
}

/** Nothing is repeated, so what is flaky has failed. */
function countPlaywright({ stats: { expected, unexpected, flaky, skipped } }) {
  return { passed: expected, failed: unexpected + flaky, skipped }
}
