import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { askToken, type TokenAnswer } from './ask-token'
import { blankDatabase, cluster } from './postgres-database'
import { startSeed, type RobotLoss, type Seed } from './seed'
import { startServer, startTokens } from './server'

// `npm run prove -- revocation` does all 200.
const isProof = process.env.PROVE === 'true'
const rounds = isProof ? 200 : 25
const callers = 20
const losses: RobotLoss[] = ['disable', 'delete', 'refresh', 'expire', 'restrict']

type Call = TokenAnswer & { startedAt: number; process: number }
const isWhole = ({ status, actions }: TokenAnswer) => status === 200 && actions.join() === 'pull,push,delete'

/** Twenty callers ask both processes for tokens all along, while the robot loses something. */
async function oneRound(urls: string[], seed: Seed, project: string, loss: RobotLoss, name: string) {
  const access = ['repository:pull', 'repository:push', 'repository:delete']
  const robot = await seed.robot({ project, name, access, ageDays: 10 })
  const calls: Call[] = []
  let changedAt = Infinity
  let allCalled = () => {}
  const warm = new Promise<void>((go) => (allCalled = go))

  async function call(caller: number) {
    // Each asks both processes once it has been told of the change.
    for (let late = 0, turn = caller; late < 2; turn++) {
      const [process, startedAt] = [turn % urls.length, performance.now()]
      const address = { 'x-forwarded-for': `198.51.100.${caller}` }
      const answer = await askToken(urls[process]!, robot, `${project}/app`, address)
      calls.push({ ...answer, startedAt, process })
      if (calls.length === callers) allCalled()
      if (startedAt > changedAt) late++
    }
  }

  const running = Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  await Promise.race([warm, running])
  const startedAt = performance.now()
  await seed.changeRobot(robot.id, loss)
  changedAt = performance.now()
  await running
  return { calls, startedAt, changedAt }
}

test('changes under 20 callers on two processes: nobody who asks after the answer has what was taken', async () => {
  // A proof that did not run has proved nothing.
  test.skip(!cluster && !isProof, 'needs postgresql')
  test.setTimeout(300_000)
  const shared = { TRUST_PROXY: '1', LOG_LEVEL: 'error' }
  const database = { DATABASE_URL: await blankDatabase(), SECRET_KEY: randomBytes(32).toString('hex') }
  const console = await startServer({ ...shared, ...database })
  const tokens = await startTokens(console, shared)
  const seed = await startSeed(console.env)
  try {
    const project = 'revoked'
    await seed.project({ name: project })
    let during = 0
    for (let round = 0; round < rounds; round++) {
      const loss = losses[round % losses.length]!
      const { calls, startedAt, changedAt } = await oneRound(
        [console.url, tokens.url],
        seed,
        project,
        loss,
        `bot-${round}`,
      )
      const before = calls.filter((call) => call.startedAt < startedAt)
      expect(before.filter(isWhole).length, `${loss}: the robot had it all before`).toBeGreaterThanOrEqual(callers)
      during += calls.filter((call) => call.startedAt > startedAt && call.startedAt < changedAt).length

      const after = calls.filter((call) => call.startedAt > changedAt)
      expect([0, 1].map((process) => after.filter((call) => call.process === process).length)).toEqual([
        callers,
        callers,
      ])
      const kept = after.filter(({ status, actions }) =>
        loss === 'restrict' ? status !== 200 || actions.join() !== 'pull' : status !== 401 && status !== 429,
      )
      expect(kept, `round ${round}: ${loss}`).toEqual([])
    }
    // The changes did happen under load.
    expect(during).toBeGreaterThan(rounds)
  } finally {
    seed.stop()
    await tokens.stop()
    await console.stop()
  }
})
