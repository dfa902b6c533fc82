import { beforeAll, describe, expect, test, vi } from 'vitest'
import { db } from '../store/db'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot, makeSigner } from '../testing/make'
import { stopClock } from '../testing/stop-clock'
import { issueToken } from './issue-token'
import { ensureSigningKey } from './signing-key'

/** How often the slow hash has run; it is the real one. */
const slow = vi.hoisted(() => ({ runs: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  const verify: typeof real.verify = (...args) => {
    slow.runs++
    return real.verify(...args)
  }
  return { ...real, verify }
})

useDatabase()

beforeAll(async () => void (await ensureSigningKey()))

type Answer = 'token' | 'unauthorized' | 'too-many-requests'

/** What one attempt to sign in, from this address, is answered with. */
async function signIn(username: string, secret: string, address: string): Promise<Answer> {
  const credentials = { username, secret }
  try {
    await issueToken({ service: 'harbor-registry', scopes: [], credentials, source: { address } })
    return 'token'
  } catch (error) {
    return (error as { kind: Answer }).kind
  }
}

/** So many guesses at one moment of the server's, fifty at a time: how often each answer came. */
async function guess(count: number, attempt: (at: number) => Promise<Answer>) {
  const answers: Partial<Record<Answer, number>> = {}
  stopClock()
  let next = 0
  const guesser = async () => {
    while (next < count) {
      const answer = await attempt(next++)
      answers[answer] = (answers[answer] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 50 }, guesser))
  return answers
}

const chosen = 'Chosen-secret-1'
/** Addresses that guess, and how many failures at one robot each has in a minute. */
const [attackers, failures] = [5, 10]

test('10,000 guesses at a robot: its own secret still works elsewhere, and few of them are looked at', async () => {
  const project = await makeProject()
  const robot = await makeRobot(project)
  await refreshSecret(project.admin, { id: robot.id, secret: chosen })
  slow.runs = 0
  // One in twenty has the form of a generated secret.
  const answers = await guess(10_000, (at) =>
    signIn(robot.name, at % 20 === 0 ? generateSecret() : `Guess-${at}`, `192.0.2.${Math.floor(at / 20) % attackers}`),
  )
  expect(answers.token).toBeUndefined()
  expect(answers.unauthorized).toBeLessThanOrEqual(attackers * failures)
  // While the last failure that is let through is looked at, another one may have begun.
  expect(slow.runs).toBeLessThanOrEqual(attackers * (failures + 1))
  expect(await signIn(robot.name, chosen, '198.51.100.1')).toBe('token')
  expect(await signIn(robot.name, generateSecret(), '192.0.2.1')).not.toBe('token')
}, 180_000)

describe('a refusal costs the same whatever the reason', () => {
  const wrong = 'Wrong-secret-1'
  const subjects: [string, () => Promise<{ name: string; secret: string }>][] = [
    ['a robot nobody has made', async () => ({ name: 'robot$nobody', secret: wrong })],
    ['a robot with a chosen secret', async () => ({ name: (await makeChosen()).name, secret: wrong })],
    [
      'a robot with a generated secret',
      async () => ({ name: (await makeRobot(await makeProject())).name, secret: wrong }),
    ],
    ['a disabled robot with the right secret', () => makeChosen({ disabled: true })],
    ['an expired robot with the right secret', () => makeChosen({ expiresAt: 1n })],
    ['a robot with two secrets, the old one chosen', async () => ({ ...(await makeTwo(1)), secret: wrong })],
    ['a robot whose chosen secret was retired, with that', () => makeTwo(0)],
    ['a user nobody has made', async () => ({ name: 'nobody', secret: wrong })],
    ['a user with a wrong password', async () => ({ name: (await makeSigner()).username, secret: wrong })],
    [
      'a disabled user with the right one',
      async () => {
        const { username, password } = await makeSigner({ disabled: true })
        return { name: username, secret: password }
      },
    ],
  ]

  /** The chosen secret goes on beside a generated one for so many hours, which have passed where that is none. */
  async function makeTwo(hours: number) {
    const project = await makeProject()
    const { id, name } = await makeRobot(project)
    await refreshSecret(project.admin, { id, secret: chosen })
    await refreshSecret(project.admin, { id, oldSecret: { kind: 'at', at: new Date(Date.now() + 3_600_000) } })
    if (hours === 0) {
      const retired = { robotId: id, scheme: 'argon2id' }
      await db().robotSecret.updateMany({ where: retired, data: { retiresAt: new Date(Date.now() - 1) } })
    }
    return { name, secret: chosen }
  }

  async function makeChosen(fields: { disabled?: boolean; expiresAt?: bigint | null } = {}) {
    const project = await makeProject()
    const { id, name } = await makeRobot(project)
    await refreshSecret(project.admin, { id, secret: chosen })
    await db().robot.update({ where: { id }, data: fields })
    return { id, name, secret: chosen }
  }

  test.each(subjects)('%s: one slow hash', async (_, make) => {
    const { name, secret } = await make()
    const address = unique('address')
    slow.runs = 0
    expect(await signIn(name, secret, address)).toBe('unauthorized')
    expect(slow.runs).toBe(1)
  })

  test('with two live secrets as with one, in turn, whichever is wrong or right', async () => {
    const [one, two] = [await makeChosen(), await makeTwo(1)]
    for (let pair = 0; pair < 5; pair++) {
      for (const { name } of pair % 2 === 0 ? [one, two] : [two, one]) {
        for (const secret of [wrong, generateSecret()]) {
          slow.runs = 0
          expect(await signIn(name, secret, unique('address'))).toBe('unauthorized')
          expect(slow.runs).toBe(secret === wrong ? 1 : 0)
        }
      }
    }
    expect(await signIn(two.name, chosen, unique('address'))).toBe('token')
  })

  test('a secret of our making: none, for any robot', async () => {
    const names = ['robot$nobody', (await makeChosen()).name, (await makeRobot(await makeProject())).name]
    slow.runs = 0
    for (const name of names) expect(await signIn(name, generateSecret(), unique('address'))).toBe('unauthorized')
    expect(slow.runs).toBe(0)
  })

  test.each([
    ['disabled', { disabled: true }, { disabled: false }],
    ['expired', { expiresAt: 1n }, { expiresAt: null }],
  ])('a right secret that was refused, since the robot was %s, is not remembered', async (_, barred, free) => {
    const { id, name } = await makeChosen(barred)
    expect(await signIn(name, chosen, unique('address'))).toBe('unauthorized')
    await db().robot.update({ where: { id }, data: free })
    slow.runs = 0
    for (let time = 0; time < 2; time++) expect(await signIn(name, chosen, unique('address'))).toBe('token')
    expect(slow.runs).toBe(1)
  })

  // Each right secret of a robot that may not sign in is paired with a wrong one: that it is right must be told by no
  // answer, however often it is asked, and also where the secret was in use a moment before.
  test.each<[string, object]>([
    ['disabled', { disabled: true }],
    ['expired', { expiresAt: 1n }],
  ])('a right secret of a robot that is %s is looked at as often as a wrong one', async (_, fields) => {
    const { id, name } = await makeChosen()
    expect(await signIn(name, chosen, unique('address'))).toBe('token')
    slow.runs = 0
    expect(await signIn(name, chosen, unique('address'))).toBe('token')
    expect(slow.runs).toBe(0)
    await db().robot.update({ where: { id }, data: fields })
    for (let pair = 0; pair < 5; pair++) {
      for (const secret of pair % 2 === 0 ? [chosen, wrong] : [wrong, chosen]) {
        slow.runs = 0
        expect(await signIn(name, secret, unique('address'))).toBe('unauthorized')
        expect([secret, slow.runs]).toEqual([secret, 1])
      }
    }
  })
})

test('a generated secret works even from where the guesses come from', async () => {
  const robot = await makeRobot(await makeProject())
  slow.runs = 0
  const answers = await guess(500, () => signIn(robot.name, generateSecret(), '203.0.113.1'))
  expect(answers['too-many-requests']).toBeGreaterThan(400)
  expect(await signIn(robot.name, robot.secret, '203.0.113.1')).toBe('token')
  expect(slow.runs).toBe(0)
})

test('the same holds for the password of a user, whose failures count for five minutes', async () => {
  const user = await makeSigner()
  slow.runs = 0
  const answers = await guess(500, (at) => signIn(user.username, `Guess-${at}`, '203.0.113.2'))
  expect(answers).toEqual({ unauthorized: 5, 'too-many-requests': 495 })
  expect(slow.runs).toBe(5)
  expect(await signIn(user.username, user.password, '198.51.100.2')).toBe('token')
})
