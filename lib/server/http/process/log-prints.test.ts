import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { actionBegins, asAction } from '../pages/action-scope'
import { sieve } from './log-prints'

let lines: [string, object, string][]
let take: ReturnType<typeof sieve>

/** In a process of its own: what it replaces is everybody's. */
const program = `
  import { logPrints } from './lib/server/http/process/log-prints.ts'
  import { tell } from './lib/server/http/process/tell.ts'
  import { log } from './lib/server/log.ts'
  logPrints()
  console.error('one %s', 'text', new Error('a fault'))
  console.log('another')
  process.stderr.write('a third', () => log().info('written'))
  process.emitWarning('a fourth')
  tell('for people')
`

test('all that a process prints is JSON lines on standard output, but what it tells people', () => {
  const args = ['--import', 'tsx', '--conditions=react-server', '--input-type=module', '--eval', program]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr).toBe('')
  const lines = stdout.replace('for people', '').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        level: 50,
        printed: true,
        msg: expect.stringMatching(/^one text Error: a fault\n +at /),
      }),
      expect.objectContaining({ level: 30, printed: true, msg: 'another' }),
      expect.objectContaining({ level: 40, printed: true, msg: 'a third' }),
      expect.objectContaining({ level: 30, msg: 'written' }),
      expect.objectContaining({ level: 40, printed: true, msg: 'Warning: a fourth' }),
    ]),
  )
  expect(lines).toHaveLength(5)
})

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  take = sieve((...line) => lines.push(line))
})
afterEach(() => void vi.useRealTimers())

describe('what libraries print', () => {
  test('is one line, however many it was, without colours and of bounded length', () => {
    take('error', '\u001b[31m⨯\u001b[39m Error: a fault\n    at somewhere\n')
    take('warn', 'x'.repeat(1_000_000))
    take('info', ' \n')
    expect(lines).toEqual([
      ['error', { printed: true }, '⨯ Error: a fault\n    at somewhere'],
      ['warn', { printed: true }, 'x'.repeat(4_000)],
    ])
  })

  test('fills no log: beyond 60 lines a minute it is counted', () => {
    for (let time = 0; time < 500; time++) take('error', 'again')
    expect(lines).toHaveLength(60)
    vi.advanceTimersByTime(60_000)
    expect(lines.slice(60)).toEqual([['warn', { omitted: 440 }, expect.stringContaining('more was printed')]])
    take('error', 'later')
    expect(lines.at(-1)).toEqual(['error', { printed: true }, 'later'])
    vi.advanceTimersByTime(120_000)
    expect(lines).toHaveLength(62)
  })

  test('is no warning when the sender of an action is to blame', async () => {
    await asAction({ begun: false }, async () => {
      await Promise.resolve()
      take('error', 'unreadable')
      actionBegins()
      take('error', 'a fault of ours')
    })
    expect(lines.map(([level]) => level)).toEqual(['info', 'error'])
  })
})
