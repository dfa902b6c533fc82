import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { runStages } from './run-stages.mjs'

const said: string[] = []
beforeEach(() => {
  said.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => vi.restoreAllMocks())

const good = { name: 'good', commands: [['-e', '']] }
const bad = { name: 'bad', commands: [['-e', 'process.exit(3)']] }
const machine = Promise.resolve({ missing: ['postgresql'], env: {} })
const context = { machine, isCI: false, args: [] }
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

test('two work at a time, and one that waits runs beside them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stages-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  // Each ends when three have begun.
  const script = `const { readdirSync, writeFileSync } = require('node:fs')
    writeFileSync(process.argv[1] + '/' + process.pid, '')
    setInterval(() => readdirSync(process.argv[1]).length === 3 && process.exit(), 5)`
  const stage = (name: string) => ({ name, commands: [['-e', script, folder]] })
  const ended = await outcome([stage('one'), { ...stage('waits'), waits: true }, stage('two')])
  expect(ended.map(([, ok]) => ok)).toEqual([true, true, true])
})

test('only what needs a tool waits for the machine to be looked at', async () => {
  let look = (_found: object) => {}
  const machine = new Promise((resolve) => (look = resolve))
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    if (String(text).includes('no tool')) look({ missing: [], env: { FOUND: 'yes' } })
    return true
  })
  const needs = { commands: [['-e', 'process.exit(process.env.FOUND === "yes" ? 0 : 1)']], tools: ['go'] }
  const other = { name: 'other', commands: [['-e', 'console.log("no tool", process.env.FOUND)']] }
  expect(await outcome([{ ...needs, name: 'needs' }, other], { machine })).toEqual([
    ['needs', true, 0],
    ['other', true, 0],
  ])
  expect(written.mock.calls.join()).toContain('no tool undefined')
})

test('a machine that cannot be looked at ends the run', async () => {
  const stages = [good, { ...good, name: 'needs', wants: ['go'] }]
  await expect(outcome(stages, { machine: Promise.reject(new Error('no room left')) })).rejects.toThrow('no room left')
})
