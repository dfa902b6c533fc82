import { expect, test } from 'vitest'
import { simulate, type Plan } from './simulate'

const pieces = { tokenAlone: 100, tokenShared: 50, batch: 100, question: 10 }
const plan: Plan = {
  rate: 5_000,
  doors: 1,
  cores: 1,
  shared: 0,
  burst: 0,
  networkMs: 0.4,
  batches: 2,
  seconds: 5,
}

test('a door is as busy as its work says, and an idle one answers after work, network and question', () => {
  expect(simulate(pieces, plan).doorBusy).toBeCloseTo(0.5, 1)
  const { p50Ms, questionsPerBatch, unanswered } = simulate(pieces, { ...plan, rate: 50 })
  expect(p50Ms).toBeCloseTo(0.1 + 0.4 + 0.11, 1)
  expect(questionsPerBatch).toBeCloseTo(1, 1)
  expect(unanswered).toBe(0)
})

test('questions gather where the database is what is waited for, and each then costs less', () => {
  const [near, far] = [0.1, 5].map((networkMs) => simulate(pieces, { ...plan, networkMs }))
  expect(far!.questionsPerBatch).toBeGreaterThan(near!.questionsPerBatch * 3)
  expect(far!.databaseBusy).toBeLessThan(near!.databaseBusy)
})

test('more than there is room for is not answered, at the doors or in the database', () => {
  expect(simulate(pieces, { ...plan, rate: 15_000 }).unanswered).toBe(0) // a second more is enough for what waits
  expect(simulate(pieces, { ...plan, rate: 30_000 }).unanswered).toBeGreaterThan(10_000)
  expect(simulate({ ...pieces, question: 400 }, plan).unanswered).toBeGreaterThan(1_000)
  expect(simulate({ ...pieces, question: 400 }, { ...plan, cores: 4 }).unanswered).toBe(0)
})

test('shared tokens take less, bursts make waiting, and the same plan has the same outcome', () => {
  const even = simulate(pieces, plan)
  expect(simulate(pieces, { ...plan, shared: 1 }).doorBusy).toBeCloseTo(even.doorBusy / 2, 1)
  expect(simulate(pieces, { ...plan, burst: 0.5 }).p99Ms).toBeGreaterThan(even.p99Ms * 3)
  expect(simulate(pieces, plan)).toEqual(even)
})
