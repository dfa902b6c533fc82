import { basic, callApi, callPath, useApi } from '../testing/api'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { flushDenials } from '../rights/record-denial'
import { db } from '../store/db'
import { issueToken } from '../registry/issue-token'
import { ensureSigningKey } from '../registry/signing-key'
import { refreshSecret } from '../robots/refresh-secret'
import { generateSecret } from '../secrets/secret'
import { unique, useDatabase } from '../testing/database'
import { forgetGuesses } from '../testing/forget-guesses'
import { lockAuditLog } from '../testing/lock-audit-log'
import { makeProject, makeRobot, makeSigner } from '../testing/make'
import { startOwnTime } from '../testing/own-time'
import { changeOwnPassword } from '../users/change-password'

const url = useDatabase()
useApi()
beforeAll(async () => void (await ensureSigningKey()))
beforeEach(forgetGuesses)

/** Far below the five seconds that a writer waits, and far above what a refusal takes. */
const patienceMs = 3_000
const wrong = 'Wrong-password-1'

async function people() {
  const project = await makeProject()
  const [robot, chosen] = [await makeRobot(project), await makeRobot(project)]
  await refreshSecret(project.admin, { id: chosen.id, secret: 'Chosen-secret-1' })
  return { robot, chosen, user: await makeSigner() }
}
type People = Awaited<ReturnType<typeof people>>

const token = (username: string, secret: string) => {
  const source = { address: unique('address') }
  return issueToken({ service: 'harbor-registry', scopes: [], credentials: { username, secret }, source }).then(
    () => 'token',
    ({ kind }: { kind: string }) => kind,
  )
}

/** What is answered, in time. */
async function soon<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const waited = startOwnTime()
  const answer = await ask()
  expect(waited()).toBeLessThan(patienceMs)
  return answer
}

describe('while another process holds the log locked, a refusal is answered at once, and is in the log later', () => {
  test.each<[string, (who: People) => Promise<unknown>, unknown]>([
    ['a robot’s generated secret', ({ robot }) => token(robot.name, generateSecret()), 'unauthorized'],
    ['a robot’s chosen secret', ({ chosen }) => token(chosen.name, wrong), 'unauthorized'],
    ['a user’s password at the token service', ({ user }) => token(user.username, wrong), 'unauthorized'],
    [
      'a user’s password at the API',
      async ({ user }) => (await callApi('GET', '/users/current', { as: basic(user.username, wrong) })).status,
      401,
    ],
    [
      'a robot’s secret at the API',
      async ({ robot }) => (await callApi('GET', '/users/current', { as: basic(robot.name, generateSecret()) })).status,
      401,
    ],
    [
      'a user’s password at /c/login, as at the sign-in page',
      async ({ user }) => {
        const body = new URLSearchParams({ principal: user.username, password: wrong }).toString()
        return (await callPath('POST', '/c/login', { body })).status
      },
      401,
    ],
    [
      'one’s own present password',
      ({ user }) =>
        changeOwnPassword(user.actor, { present: wrong, password: 'Another-password-2', keepSession: null }).catch(
          ({ reason }: { reason: string }) => reason,
        ),
      'password-wrong',
    ],
  ])('%s', async (_, attempt, answer) => {
    const who = await people()
    await flushDenials('all')
    await db().auditEvent.deleteMany()
    const unlock = await lockAuditLog(url())
    try {
      // The second would wait for what the first has left to be written.
      for (let time = 0; time < 3; time++) expect(await soon(() => attempt(who))).toBe(answer)
      expect(await soon(() => token(who.robot.name, who.robot.secret))).toBe('token')
      expect(await soon(() => token(who.chosen.name, 'Chosen-secret-1'))).toBe('token')
    } finally {
      await unlock()
    }
    const failures = () => db().auditEvent.count({ where: { NOT: { result: 'success' } } })
    await expect.poll(failures).toBe(3)
  })
})
