import 'server-only'
import { log } from '../../log'

type Step = () => Promise<unknown>
type Closing = {
  /** What works beside the requests, and may note more until it has ended. */
  rest: Step
  /** Each writes what waits. */
  flushes: readonly Step[]
  database: Step
  /** What is not yet written. */
  waiting: () => { uses: number; denials: number }
}

/** Closes what was opened, in so much time: a database that does not answer keeps no process from ending. Never rejects. */
export async function close(closing: Closing, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), patienceMs)
  })
  const outcome = await Promise.race([inOrder(closing), tooLate])
  clearTimeout(timer)
  if (outcome !== 'too late') return
  const { uses, denials } = closing.waiting()
  log().error({ uses, denials }, 'the server ends before all is closed')
}

async function inOrder({ rest, flushes, database }: Closing): Promise<void> {
  // Beside one another: none may take the time of another, or keep it from writing by failing.
  await settle([rest, ...flushes])
  // What the rest has noted while it ended.
  await settle(flushes)
  await settle([database])
}

async function settle(steps: readonly Step[]): Promise<void> {
  const outcomes = await Promise.allSettled(steps.map(async (step) => step()))
  for (const outcome of outcomes)
    if (outcome.status === 'rejected')
      log().error({ err: outcome.reason as unknown }, 'the server could not close everything')
}
