import { describe, expect, test } from 'vitest'
import { inTime } from '../request-context'
import { testEngine, useDatabase } from '../testing/database'
import { sharedCounts } from './db'

useDatabase()

describe.runIf(testEngine === 'postgresql')('failures that all processes count', () => {
  test('are counted together on, though a request that asks has no time left', async () => {
    const counts = sharedCounts()!
    counts.patience = { waiting: 10_000, background: 10_000 }
    const ask = () =>
      counts.ask('waiting', ({ storeClient }) =>
        (storeClient as { query: (statement: object) => Promise<{ rows: object[] }> }).query({
          text: 'SELECT 1 AS one',
        }),
      )
    expect(await inTime(-1, ask)).toMatchObject({ rows: [{ one: 1 }] })
    expect(counts.state()).toEqual({ isUp: true, errors: 0 })
  })
})
