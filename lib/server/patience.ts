import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'

/**
 * What is answered, if that is soon enough; else rejects. A process that was held up itself finds its own timers due
 * before it sees what has arrived meanwhile: that has one more turn, so that nobody is taken for slow who was not.
 */
export async function withPatience<Answer>(
  answer: Promise<Answer>,
  patienceMs: number,
  why = 'no answer in time',
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    const end = async () => {
      await turn()
      reject(new Error(why))
    }
    timer = setTimeout(() => void end(), patienceMs)
  })
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}
