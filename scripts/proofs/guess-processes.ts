// Processes that guess, and sign in between, for the proof of guesses.
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Done, Guessed, Order } from '@/lib/server/testing/guess-process'
import { root } from '../setup/root.mjs'

/** At each process: fewer than would be told of an overload. */
const inFlight = 16

/** `Omit` of a union would keep nothing of what its members do not share. */
type Told = Order extends infer Each ? Omit<Each, 'id'> : never
export type GuessProcess = {
  send: (order: Told) => Promise<Done>
  stop: () => void
}

/** One more process on this database, which guesses as it is told to. */
export async function startProcess(url: string): Promise<GuessProcess> {
  const script = path.join(root, 'lib/server/testing/guess-process.ts')
  const child = fork(script, [url], { execArgv: ['--conditions=react-server', '--import=tsx'] })
  process.once('exit', () => child.kill('SIGKILL'))
  await once(child, 'message')
  const waiting = new Map<number, (done: Done) => void>()
  child.on('message', (done: Done) => {
    waiting.get(done.id)!(done)
    waiting.delete(done.id)
  })
  let orders = 0
  return {
    send: (order) =>
      new Promise((resolve) => {
        const id = orders++
        waiting.set(id, resolve)
        child.send({ id, ...order } as Order)
      }),
    stop: () => child.disconnect(),
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

export type Owner = Guessed & { kind: 'user' | 'robot' }

/** Guesses at all processes, while owners sign in where they were right before: what was answered, and what it cost. */
export async function guessAt(
  all: GuessProcess[],
  guesses: number,
  make: (at: number) => Guessed,
  owners: Owner[] = [],
) {
  const hashes = async () =>
    sum((await Promise.all(all.map(({ send }) => send({ tell: 'state' })))).map((each) => each.hashes))
  const [before, started] = [await hashes(), performance.now()]
  const answers: Record<string, number> = {}
  let [next, slowest, rights, ended] = [0, 0, 0, false]
  const guesser = async ({ send }: GuessProcess) => {
    while (next < guesses) {
      const { answer, ms } = await send({ guess: make(next++) })
      answers[answer] = (answers[answer] ?? 0) + 1
      slowest = Math.max(slowest, ms)
      if (answer === 'unavailable') await delay(50)
    }
  }
  const signIns = owners.flatMap((guess) =>
    all.map(async ({ send }) => {
      do {
        const { answer } = await send({ guess })
        assert.equal(answer, 'right', `${guess.kind} ${guess.name} signs in where it was right before`)
        rights++
        await delay(400)
      } while (!ended)
    }),
  )
  await Promise.all(all.flatMap((each) => Array.from({ length: inFlight }, () => guesser(each))))
  const elapsed = (performance.now() - started) / 1_000
  ended = true
  await Promise.all(signIns)
  return { answers, slowest, rights, elapsed, hashes: (await hashes()) - before }
}
