import { once } from 'node:events'
import { expect, test } from 'vitest'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { generateSecret } from '../secrets/secret'
import { bundled } from '../testing/bundled'
import { unique, useDatabase } from '../testing/database'
import { makeProject } from '../testing/make'
import type { Done, Order } from '../testing/token-process'
import {
  accesses,
  ask,
  expected,
  make,
  olders,
  type Change,
  type Question,
  type RobotState,
  type State,
  type World,
} from '../testing/token-world'
import { ensureSigningKey } from './signing-key'

// `npm run prove -- interleavings` does all 10,000; among all proofs it does fewer, other ones each time.
const rounds = Number(process.env['PROVE_ROUNDS'] ?? (process.env['PROVE'] === 'true' ? 10_000 : 200))
const robots = 3

const url = useDatabase()

/** One of the two that change things and ask. */
type Process = {
  make: (world: World, change: Change) => Promise<unknown>
  ask: (world: World, question: Question) => Promise<string>
}

async function startElsewhere(): Promise<Process & { stop: () => Promise<void> }> {
  const scripts = await bundled({ token: 'lib/server/testing/token-process.ts' })
  const child = scripts.start('token', [url()], {})
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('the other process ended')))])
  const waiting = new Map<number, (answer: string) => void>()
  child.on('message', ({ id, answer }: Done) => waiting.get(id)!(answer))
  let orders = 0
  const order = (what: { change: Change } | { question: Question }, world: World) =>
    new Promise<string>((resolve) => {
      const id = orders++
      waiting.set(id, resolve)
      child.send({ id, world, ...what } satisfies Order)
    })
  return {
    make: (world, change) => order({ change }, world),
    ask: (world, question) => order({ question }, world),
    stop: async () => {
      child.disconnect()
      await ended
      scripts.remove()
    },
  }
}

const pick = (below: number) => Math.floor(Math.random() * below)
const oneOf = <Item>(items: readonly Item[]): Item => items[pick(items.length)]!
/** From anywhere: nobody is to be held off for failing often. */
const anywhere = () => [10, pick(256), pick(256), pick(256)].join('.')

const usual: RobotState = {
  there: true,
  disabled: false,
  ended: false,
  secret: 0,
  older: 'none',
  access: 'repository:pull',
}

/** The state with one thing changed. */
function changed(state: State): Omit<Change, 'undone'> {
  const robot = pick(5) === 0 ? null : pick(robots)
  if (robot === null) return { robot, to: { ...state, open: pick(2) === 0, minutes: 5 + pick(3) } }
  const was = state.robots[robot]!
  const others: RobotState[] = [
    { ...was, disabled: !was.disabled },
    { ...was, ended: !was.ended },
    { ...was, secret: 1 - was.secret },
    { ...was, older: oneOf(olders) },
    { ...was, access: oneOf(accesses) },
    { ...was, there: !was.there },
    // Often as usual, so that many may come at all.
    usual,
  ]
  const to = state.robots.map((each, index) => (index === robot ? oneOf(others) : each))
  return { robot, to: { ...state, robots: to } }
}

/** Whether an answer is true to what was there at some moment of the question; the parts of it may be of different ones. */
function isTrue(answer: string, question: Question, during: readonly State[]): boolean {
  return during.some(({ robots: of }) =>
    during.some(({ open }) => during.some(({ minutes }) => expected(question, of, open, minutes) === answer)),
  )
}

/** A few turns of the event loop later, or none. */
async function soon(most: number): Promise<void> {
  for (let turns = pick(most); turns > 0; turns--) await new Promise(setImmediate)
}

test(
  `${rounds} changes, some undone, among questions of two processes: no answer is of what was before the last change`,
  { timeout: 2_400_000 },
  async () => {
    setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
    await ensureSigningKey()
    const { id, name } = await makeProject()
    const logins = Array.from({ length: robots }, () => `${name}+${unique('bot')}`)
    const world = {
      project: { id, name },
      robots: logins.map((login) => ({ login, secrets: [generateSecret(), generateSecret()] })),
    }
    const first = { robots: logins.map(() => usual), open: false, minutes: 5 }
    for (const robot of [null, ...logins.keys()]) await make(world, { robot, to: first, undone: false })

    const elsewhere = await startElsewhere()
    const processes: Process[] = [{ make, ask }, elsewhere]
    // What was there after each change, and how many have begun and ended.
    const states: State[] = [first]
    let [begun, ended] = [0, 0]
    const wrong: unknown[] = []
    const seen = { during: 0, between: 0, granted: 0, refused: 0 }

    async function change() {
      await soon(6)
      const [next, undone] = [changed(states.at(-1)!), pick(4) === 0]
      states.push(undone ? states.at(-1)! : next.to)
      begun++
      await oneOf(processes).make(world, { ...next, undone })
      ended++
    }
    async function question(by: Process, about: number | null) {
      const asked = { robot: about, secret: pick(6) === 0 ? 1 : 0, address: anywhere() }
      const from = ended
      const answer = await by.ask(world, asked)
      const during = states.slice(from, begun + 1)
      if (!isTrue(answer, asked, during)) wrong.push({ asked, answer, during })
      seen[during.length > 1 ? 'during' : 'between']++
      seen[answer === 'unauthorized' ? 'refused' : 'granted']++
    }
    const anybody = () => (pick(6) === 0 ? null : pick(robots))
    try {
      for (let round = 0; round < rounds; round++) {
        const some = Array.from({ length: 1 + pick(4) }, () =>
          soon(12).then(() => question(oneOf(processes), anybody())),
        )
        await Promise.all([change(), ...some])
        // Whoever asks now has to be told of it.
        await Promise.all(processes.map((each) => question(each, anybody())))
      }
    } finally {
      await elsewhere.stop()
    }
    process.stdout.write(`${JSON.stringify(seen)}\n`)
    expect(wrong).toEqual([])
    // There was something to see, and something to miss.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(rounds / 3)
  },
)
