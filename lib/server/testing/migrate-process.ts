import 'server-only'
import { once } from 'node:events'
import { migrate } from '../store/migrate'
import type { CodeStep, CodeSteps } from '../store/migrations/code-step'
import { codeSteps } from '../store/migrations/code-steps'

// For tests that kill it: brings a database up to date in a process of its own, when its parent says so if it has one.
// Arguments: the database, the folder of the migrations unless it is the committed one, and 'by parts'.
const [url, folder, how] = process.argv.slice(2) as [string, string?, string?]

async function order(question: string): Promise<void> {
  const answer = once(process, 'message')
  process.send!(question)
  await answer
}

/** Before each part of a step it asks its parent, who so kills it where it is to be, however busy either of them is. */
const asking =
  (step: CodeStep): CodeStep =>
  async (...given) => {
    await order('part')
    return step(...given)
  }
const byParts = (): CodeSteps =>
  Object.fromEntries(Object.entries(codeSteps).map(([name, steps]) => [name, steps.map(asking)]))

if (process.send) await order('ready')
await migrate(url, folder || undefined, how === 'by parts' ? byParts() : codeSteps)
process.disconnect?.()
