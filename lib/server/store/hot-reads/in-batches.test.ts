import { expect, test } from 'vitest'
import { inOwnTime, inTime, timeLeft } from '../../request-context'
import { isDatabaseUnavailable } from '../../unavailable'
import { inBatches, type Outcome } from './hot-reads'

const yes = (answer: number): Outcome<number> => ({ ok: true, answer })

test('what is asked in one turn is one batch, what comes later another', async () => {
  const batches: number[][] = []
  const ask = inBatches((numbers: number[]) => {
    batches.push(numbers)
    return numbers.map((each) => yes(each * 2))
  })
  expect(await Promise.all([ask(1), ask(2)])).toEqual([2, 4])
  expect(await ask(3)).toBe(6)
  expect(batches).toEqual([[1, 2], [3]])
})

test('who asks while as many as may be are under way waits for one that begins after, with all who wait', async () => {
  const ends: (() => void)[] = []
  const batches: number[][] = []
  const ask = inBatches(async (numbers: number[]) => {
    batches.push(numbers)
    await new Promise<void>((end) => ends.push(end))
    return numbers.map(yes)
  }, 1)
  const first = ask(1)
  await expect.poll(() => batches).toEqual([[1]])
  const others = [ask(2), ask(3)]
  await new Promise(setImmediate)
  expect(batches).toEqual([[1]])
  ends[0]!()
  expect(await first).toBe(1)
  await expect.poll(() => batches).toEqual([[1], [2, 3]])
  ends[1]!()
  expect(await Promise.all(others)).toEqual([2, 3])
})

test('one that fails fails alone; a batch that fails fails for all in it, and for nobody after', async () => {
  let calls = 0
  const ask = inBatches((numbers: number[]) => {
    if (++calls === 2) throw new Error('all')
    return numbers.map((each) => (each === 1 ? { ok: false as const, error: new Error('one') } : yes(each)))
  })
  const reasons = (results: PromiseSettledResult<number>[]) =>
    results.map((each) => (each.status === 'rejected' ? each.reason.message : each.value))
  expect(reasons(await Promise.allSettled([ask(1), ask(2)]))).toEqual(['one', 2])
  expect(reasons(await Promise.allSettled([ask(3), ask(4)]))).toEqual(['all', 'all'])
  expect(await ask(5)).toBe(5)
})

test('no batch has the time of whoever asked first, nor one that was waiting', async () => {
  const left: number[] = []
  const ends: (() => void)[] = []
  const ask = inBatches(async (numbers: number[]) => {
    left.push(timeLeft(1_000))
    await new Promise<void>((end) => ends.push(end))
    return numbers.map(yes)
  }, 1)
  const first = inTime(-1, () => ask(1))
  await expect.poll(() => left).toEqual([1_000])
  const second = inTime(-1, () => ask(2))
  ends[0]!()
  expect(await first).toBe(1)
  await expect.poll(() => left).toEqual([1_000, 1_000])
  ends[1]!()
  expect(await second).toBe(2)
})

test('who waits for what is everybody’s waits no longer than the own request may', async () => {
  const never = new Promise<never>(() => undefined)
  const tooLate: unknown = await inTime(5, () => inOwnTime(never)).catch((error: unknown) => error)
  expect(isDatabaseUnavailable(tooLate)).toBe(true)
  expect(await inOwnTime(Promise.resolve(1))).toBe(1)
})
