import { beforeAll, expect, test } from 'vitest'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { makeProject, makeRobot } from '../testing/make'
import { issueToken } from './issue-token'
import { ensureSigningKey } from './signing-key'

// How often the slow hash runs is counted in guessing.test.ts; here is what all of a wrong guess takes, in processor
// time, so that what else the machine does tells nothing. `npm run prove -- rotation` takes more pairs.
const pairs = process.env['PROVE'] === 'true' ? 40 : 9

useDatabase()

const overlap = { kind: 'after-first-use', hours: 1 } as const
const chosen = 'Chosen-secret-1'
const guesses = {
  /** Each costs so little that many are taken together; a slow hash in the place of none would be some hundred times. */
  'with the form of a generated secret': { guess: generateSecret, together: 5, limit: 3 },
  /** A second slow hash would make it twice as much. */
  'that a person could have chosen': { guess: () => unique('Wrong-Secret-1'), together: 1, limit: 1.6 },
}

async function makeOne(secret?: string): Promise<string> {
  const project = await makeProject()
  const { id, name } = await makeRobot(project)
  if (secret !== undefined) await refreshSecret(project.admin, { id, secret })
  return name
}

/** The older may be a chosen one, a newer may take its place in any form. */
async function makeTwo(older?: string, newer?: string): Promise<string> {
  const project = await makeProject()
  const { id, name } = await makeRobot(project)
  if (older !== undefined) await refreshSecret(project.admin, { id, secret: older })
  await refreshSecret(project.admin, { id, secret: newer, oldSecret: overlap })
  return name
}

let names: Record<string, string>
beforeAll(async () => {
  await ensureSigningKey()
  names = {
    'one, generated': await makeOne(),
    'one, chosen': await makeOne(chosen),
    'two, both generated': await makeTwo(),
    'two, the older chosen': await makeTwo(chosen),
    'two, the newer chosen': await makeTwo(undefined, chosen),
    'none, since it is nobody': 'robot$nobody',
  }
})

/** What a refusal took of the processor, in microseconds, on whatever thread. */
async function costOf(username: string, guess: () => string, together: number): Promise<number> {
  const credentials = Array.from({ length: together }, () => ({ username, secret: guess() }))
  const before = process.cpuUsage()
  for (const each of credentials) {
    const source = { address: unique('address') }
    const asked = issueToken({ service: 'harbor-registry', scopes: [], credentials: each, source })
    await expect(asked).rejects.toMatchObject({ kind: 'unauthorized' })
  }
  const { user, system } = process.cpuUsage(before)
  return user + system
}

const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1]!

test.each(Object.entries(guesses))(
  'a wrong guess %s takes as long with two live secrets as with one, and as with none',
  async (_, { guess, together, limit }) => {
    const all = Object.entries(names)
    const costs = new Map(all.map(([kind]) => [kind, [] as number[]]))
    for (let pair = -2; pair < pairs; pair++) {
      // Each is first as often as the others; the first two rounds warm up.
      for (let nth = 0; nth < all.length; nth++) {
        const [kind, name] = all[(nth + pair + all.length) % all.length]!
        const cost = await costOf(name, guess, together)
        if (pair >= 0) costs.get(kind)!.push(cost)
      }
    }
    // The medians are compared, since taken of the pairs' own ratios the noise of both sides would count.
    const usual = median(costs.get('one, generated')!)
    const ratios = [...costs].map(([kind, its]) => [kind, median(its) / usual] as const)
    process.stdout.write(`${ratios.map(([kind, ratio]) => `${kind}: ${ratio.toFixed(2)}`).join(' · ')}\n`)
    for (const [kind, ratio] of ratios) {
      expect(ratio, kind).toBeLessThan(limit)
      expect(ratio, kind).toBeGreaterThan(1 / limit)
    }
  },
  300_000,
)
