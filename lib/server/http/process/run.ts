import 'server-only'
import { env } from '../../env'
import { log } from '../../log'
import { endEarlyOnSignal } from './end-early'
import { logPrints } from './log-prints'
import { tellFailure } from './tell'

/** Runs a start; a failed one ends the process with its sentence. */
export async function run(start: () => Promise<void>): Promise<void> {
  process.on('unhandledRejection', (reason) => log().error({ err: reason }, 'unhandled rejection'))
  process.on('uncaughtException', (error) => {
    // The state is unknown now: whoever watches over us starts a clean process.
    log().fatal({ err: error }, 'uncaught exception')
    process.exit(1)
  })
  endEarlyOnSignal()
  try {
    // In development, what Next prints is for who sits before it.
    if (env().NODE_ENV !== 'development') logPrints()
    await start()
  } catch (error) {
    tellFailure(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
