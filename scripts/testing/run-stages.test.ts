import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runStages } from './run-stages.mjs'

const said: string[] = []
beforeEach(() => {
  said.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => vi.restoreAllMocks())

const good = { name: 'good', commands: [['-e', '']] }
const bad = { name: 'bad', commands: [['-e', 'process.exit(3)']] }
const context = { missing: ['postgresql'], isCI: false, env: {}, args: [] }
const outcome = async (stages: object[], changes = {}) =>
  (await runStages(stages, { ...context, ...changes })).map(({ name, ok, counts }) => [name, ok, counts.failed])

test('a failure counts as one and does not keep the others from running', async () => {
  expect(await outcome([bad, good])).toEqual([
    ['bad', false, 1],
    ['good', true, 0],
  ])
})

test('a second command does not run when the first has failed', async () => {
  const commands = [...bad.commands, ['-e', 'console.log("ran")']]
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  expect(await outcome([{ name: 'two', commands }, good])).toContainEqual(['two', false, 1])
  expect(written.mock.calls.map(([text]) => String(text)).join('')).not.toContain('ran')
})

test('what needs a failed stage is not run, and that is a failure', async () => {
  expect(await outcome([bad, { ...good, after: ['bad'] }])).toContainEqual(['good', false, 1])
  expect(said.join()).toContain('good was NOT RUN: bad failed')
})

test.each([
  [false, true, 0],
  [true, false, 1],
])('a missing tool is said loudly; CI=%s', async (isCI, ok, failed) => {
  expect(await outcome([{ ...good, tools: ['postgresql'] }], { isCI })).toEqual([['good', ok, failed]])
  expect(said.join()).toContain('good was NOT RUN: this machine lacks postgresql')
})

test.each([
  [false, true, 0],
  [true, false, 1],
])('a stage that can do without a tool runs and is told; CI=%s', async (isCI, ok, failed) => {
  const commands = [['-e', 'process.exit(process.env.TEST_MISSING_TOOLS === "postgresql" ? 0 : 1)']]
  expect(await outcome([{ name: 'e2e', commands, wants: ['postgresql'] }], { isCI })).toEqual([['e2e', ok, failed]])
  expect(said.join()).toContain('e2e runs without what needs postgresql')
})
