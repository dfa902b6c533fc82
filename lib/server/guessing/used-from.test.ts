import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { openPools } from '../store/postgres-pool'
import { countQueries } from '../testing/count-queries'
import { testEngine, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { startOwnTime } from '../testing/own-time'
import { wasUsedFrom } from './used-from'

const url = useDatabase()
beforeEach(forgetGuesses)

const ipv4 = (number: number): string => `198.51.${number >> 8}.${number & 255}`

/** The milliseconds until the answer, and how often the database was asked. */
async function asked(names: string[], addressOf: (at: number) => string) {
  const times: number[] = []
  const { statements } = await countQueries(url(), async () => {
    const since = performance.now()
    const ask = async (name: string, at: number) => {
      expect(await wasUsedFrom({ id: 0, name }, addressOf(at))).toBe(false)
      times.push(performance.now() - since)
    }
    await Promise.all(names.map(ask))
  })
  return { times, questions: statements.filter((text) => text.startsWith('SELECT DISTINCT "day"')).length }
}

test('a second name that is nobody’s takes as long as the first', async () => {
  const { times, questions } = await asked(['one', 'two'], () => '203.0.113.7')
  expect(Math.min(...times)).toBeGreaterThan(45)
  expect(questions).toBe(2)
})

test('the same name at the same place is asked for once a second', async () => {
  const { questions } = await asked(Array<string>(50).fill('one'), () => '203.0.113.7')
  expect(questions).toBe(1)
})

test('of many places at the same moment four ask, and the others are told no in the same time', async () => {
  const { times, questions } = await asked(Array<string>(200).fill('one'), ipv4)
  expect(Math.min(...times)).toBeGreaterThan(45)
  expect(questions).toBe(4)
})

describe.runIf(testEngine === 'postgresql')('a flood from many places', () => {
  test('takes no connection from others, and is no answer where there is none soon', async () => {
    const other = new pg.Client({ connectionString: url() })
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query('LOCK TABLE "RobotClient" IN ACCESS EXCLUSIVE MODE')
      const waited = startOwnTime()
      const answers = Promise.all(Array.from({ length: 200 }, (_, at) => wasUsedFrom({ id: 1, name: 'one' }, ipv4(at))))
      await new Promise(setImmediate)
      const waiting = openPools().reduce((sum, { pool }) => sum + pool.waitingCount, 0)
      expect(new Set(await answers)).toEqual(new Set([false]))
      expect(waited()).toBeLessThan(4_000)
      expect(waiting).toBe(0)
    } finally {
      await other.end()
    }
  })
})
