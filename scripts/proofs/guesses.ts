// `npm run prove -- guesses`: guesses at three processes on one PostgreSQL, which crashes and is locked in the middle.
// docs/proofs.md tells what must hold.
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { parseEnv } from '@/lib/server/env'
import { setGlobalState } from '@/lib/server/global-state'
import { createLink } from '@/lib/server/links/create'
import { ensureSigningKey } from '@/lib/server/registry/signing-key'
import { refreshSecret } from '@/lib/server/robots/refresh-secret'
import { disconnect, openDatabase } from '@/lib/server/store/db'
import { migrate } from '@/lib/server/store/migrate'
import type { Guessed } from '@/lib/server/testing/guess-process'
import { makeProject, makeRobot, makeSigner } from '@/lib/server/testing/make'
import { startCluster } from '../testing/postgres-cluster.mjs'
import { guessAt, startProcess, type Owner } from './guess-processes'

const processes = 3
/** How many slow hashes run at a time in a process: so many are looked at before its first failure is known. */
const unasked = 2

const ipv4 = (number: number): string => `198.${51 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`

type Scenario = { name: string; guesses: number; limit: number; seconds: number; make: (at: number) => Guessed }

const cluster = await startCluster({ keeps: true })
setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
setGlobalState('secret-key', { master: 'the secret key of the tests' })
await migrate(cluster.url)
const own = openDatabase(cluster.url)
setGlobalState('database', own)
await ensureSigningKey()

const project = await makeProject()
const person = await makeSigner()
const chosen = 'Chosen-secret-1'
async function chosenRobot(): Promise<string> {
  const robot = await makeRobot(project)
  await refreshSecret(project.admin, { id: robot.id, secret: chosen })
  return robot.name
}
const [robot, other, third] = [await chosenRobot(), await chosenRobot(), await chosenRobot()]
const source = await makeRobot(project)
const link = await createLink(project.admin, {
  ...{ robotId: source.id, secret: source.secret, hours: 1, passphrase: 'a long enough phrase' },
})
const owners: Owner[] = [
  { kind: 'user', name: person.username, secret: person.password, address: '203.0.113.7' },
  { kind: 'robot', name: robot, secret: chosen, address: '203.0.113.7' },
]

const [minute, hour] = [60, 3_600]
const secret = (at: number) => `Guess-${at}-Guess`
const scenarios: Scenario[] = [
  {
    ...{ name: 'a person’s password, from one place', guesses: 1_000, limit: 5, seconds: 5 * minute },
    make: (at) => ({ kind: 'user', name: person.username, secret: secret(at), address: '192.0.2.1' }),
  },
  {
    ...{ name: 'a person’s password, from everywhere', guesses: 2_000, limit: 100, seconds: hour },
    make: (at) => ({ kind: 'user', name: person.username, secret: secret(at), address: ipv4(at) }),
  },
  {
    ...{ name: 'a robot’s chosen secret, from one place', guesses: 1_000, limit: 10, seconds: minute },
    make: (at) => ({ kind: 'robot', name: robot, secret: secret(at), address: '192.0.2.2' }),
  },
  {
    ...{ name: 'a robot’s chosen secret, from everywhere', guesses: 3_000, limit: 300, seconds: hour },
    make: (at) => ({ kind: 'robot', name: robot, secret: secret(at), address: ipv4(10_000 + at) }),
  },
  {
    ...{ name: 'many people’s, from one place', guesses: 1_000, limit: 50, seconds: 5 * minute },
    make: (at) => ({ kind: 'user', name: `nobody-${at}`, secret: secret(at), address: '192.0.2.3' }),
  },
  {
    ...{ name: 'one-time links nobody has made, from one place', guesses: 1_000, limit: 50, seconds: 5 * minute },
    make: (at) => ({ kind: 'link', id: `id-${at}`, key: `key-${at}`, secret: secret(at), address: '192.0.2.4' }),
  },
  {
    ...{ name: 'a one-time link’s passphrase, from one place', guesses: 500, limit: 10, seconds: 5 * minute },
    make: (at) => ({ kind: 'link', id: link.id, key: link.key, secret: secret(at), address: '192.0.2.5' }),
  },
  {
    ...{ name: 'one’s own present password', guesses: 500, limit: 5, seconds: 5 * minute },
    make: (at) => ({
      kind: 'own-password',
      userId: person.id,
      name: person.username,
      secret: secret(at),
      address: ipv4(at),
    }),
  },
]

/** A chosen secret that was right is remembered for a minute, and then looked at once more at each process. */
const looksAtOwn = (watched: Owner[], elapsed: number): number =>
  watched.some(({ kind }) => kind === 'robot') ? processes * (1 + Math.floor(elapsed / minute)) : 0

const all = await Promise.all(Array.from({ length: processes }, () => startProcess(cluster.url)))
for (const guess of owners) for (const { send } of all) assert.equal((await send({ guess })).answer, 'right')

let [total, slowest] = [0, 0]
for (const { name, guesses, limit, seconds, make } of scenarios) {
  const watched = owners.filter(({ kind }) => name.includes(kind === 'user' ? 'person' : 'robot'))
  const { answers, hashes, elapsed, rights, ...took } = await guessAt(all, guesses, make, watched)
  slowest = Math.max(slowest, took.slowest)
  // A password that is right is looked at each time.
  const guessed = hashes - (watched.some(({ kind }) => kind === 'user') ? rights : 0)
  const bound = Math.floor(limit + (limit * elapsed) / seconds) + processes * unasked + looksAtOwn(watched, elapsed)
  total += guesses
  console.log(
    `${name}: ${guesses} guesses, ${guessed} looked at, at most ${bound} (${limit} for one process); ${rights} right ones let in`,
  )
  assert.ok(guessed <= bound && guessed >= Math.min(limit, 5), `${name}: ${guessed} of at most ${bound}`)
  const kinds = Object.keys(answers).filter((kind) => !['wrong', 'too-many-requests'].includes(kind))
  assert.deepEqual(kinds, [], `${name}: ${JSON.stringify(answers)}`)
}
console.log(`${total} guesses`)

const isUp = async () => (await Promise.all(all.map(({ send }) => send({ tell: 'state' })))).every((each) => each.isUp)
const untilUp = async () => {
  for (const deadline = Date.now() + 120_000; !(await isUp()); await delay(100))
    assert.ok(Date.now() < deadline, 'failures are counted together again')
}
const oneRobot =
  (name: string, address: string) =>
  (at: number): Guessed => ({ kind: 'robot', name, secret: secret(at), address })

const wait = (how: 'long' | 'as usual') => Promise.all(all.map(({ send }) => send({ wait: how })))

// Somebody holds the table: every process counts for itself, and nobody waits for it.
await wait('as usual')
const locker = new pg.Client({ connectionString: cluster.url })
await locker.connect()
await locker.query('BEGIN')
await locker.query('LOCK TABLE "SharedFailures" IN ACCESS EXCLUSIVE MODE')
const locked = await guessAt(all, 600, oneRobot(other, '192.0.2.6'), owners.slice(1))
await locker.query('ROLLBACK')
await locker.end()
const lockedBound =
  Math.floor(processes * (10 + (10 * locked.elapsed) / minute + unasked)) + looksAtOwn(owners.slice(1), locked.elapsed)
console.log(
  `table locked: 600 guesses, ${locked.hashes} looked at, at most ${lockedBound}; slowest answer ${Math.round(locked.slowest)} ms, unlocked ${Math.round(slowest)} ms`,
)
assert.ok(locked.hashes <= lockedBound)
// What the same take where nobody holds it is the machine's.
assert.ok(locked.slowest < 5_000 + slowest)
assert.deepEqual(Object.keys(locked.answers).sort(), ['too-many-requests', 'wrong'])
await untilUp()

// It crashes while guesses go on. What needs the database is unavailable; nothing else happens.
const crashing = guessAt(all, 3_000, oneRobot(third, '192.0.2.7'))
await delay(300)
await cluster.crash('SIGQUIT')
await delay(500)
await cluster.restart()
const crashed = await crashing
const crashedBound = Math.floor(processes * (10 + (10 * crashed.elapsed) / minute + unasked))
console.log(
  `crash and restart: 3000 guesses, ${crashed.hashes} looked at, at most ${crashedBound}; ${JSON.stringify(crashed.answers)}`,
)
assert.ok(crashed.hashes <= crashedBound)
for (const kind of Object.keys(crashed.answers))
  assert.ok(['wrong', 'too-many-requests', 'unavailable'].includes(kind), kind)
await untilUp()
await wait('long')
const { username } = await makeSigner()
const anew = await guessAt(all, 300, (at) => ({
  kind: 'user',
  name: username,
  secret: secret(at),
  address: '192.0.2.8',
}))
const anewBound = Math.floor(5 + (5 * anew.elapsed) / (5 * minute)) + processes * unasked
console.log(`and then: 300 guesses at another person, ${anew.hashes} looked at, at most ${anewBound}`)
assert.ok(anew.hashes >= 5 && anew.hashes <= anewBound)

for (const each of all) each.stop()
await disconnect(own)
await cluster.stop()
