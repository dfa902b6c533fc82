import { Writable } from 'node:stream'
import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { setGlobalState } from '../../global-state'
import { close } from './close'

let lines: Record<string, unknown>[] = []
beforeEach(() => {
  lines = []
  const stream = new Writable({ write: (line, _, done) => (lines.push(JSON.parse(String(line))), done()) })
  setGlobalState('log', pino({ level: 'warn' }, stream))
})

const never = new Promise<never>(() => undefined)
const nothing = () => ({ uses: 0, denials: 0 })

test('one step that fails keeps no other from what it has to do, and each failure is told', async () => {
  const done: string[] = []
  const step =
    (name: string, fails = false) =>
    async () => {
      await new Promise(setImmediate)
      done.push(name)
      if (fails) throw new Error(name)
    }
  const flushes = [step('uses', true), step('denials')]
  await close({ rest: step('jobs', true), flushes, database: step('database'), waiting: nothing }, 5_000)
  expect(done).toEqual(['jobs', 'uses', 'denials', 'uses', 'denials', 'database'])
  expect(lines.map(({ err }) => (err as Error).message)).toEqual(['jobs', 'uses', 'uses'])
})

test('when the time is over it says how much is lost', async () => {
  const waiting = () => ({ uses: 3, denials: 2 })
  await close({ rest: async () => undefined, flushes: [() => never], database: () => never, waiting }, 10)
  expect(lines).toMatchObject([{ level: 50, msg: 'the server ends before all is closed', uses: 3, denials: 2 }])
})
