import 'server-only'
import { db } from '../db'
import { log } from '../log'
import { send, type Call, type Endpoint } from './respond'

const patienceMs = 2_000

const sendHealth = async (call: Call): Promise<void> => {
  const ok = await databaseAnswers()
  send(call, ok ? 200 : 503, JSON.stringify({ status: ok ? 'ok' : 'unavailable' }))
}

/** Whether this process can serve: for orchestrators and load balancers. Says nothing else, since anybody may ask. */
export const healthEndpoint: Endpoint = { GET: sendHealth, HEAD: sendHealth }

/** Whether a small query comes back in time. */
export async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer in time')), patienceMs)
  })
  try {
    await Promise.race([db().setting.findFirst({ select: { key: true } }), tooLate])
    return true
  } catch (error) {
    log().warn({ err: error }, 'the database does not answer')
    return false
  } finally {
    clearTimeout(timer)
  }
}
