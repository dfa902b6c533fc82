import 'server-only'
import { log } from '../log'

/** Runs a start; a failed one ends the process with its sentence. */
export async function run(start: () => Promise<void>): Promise<void> {
  process.on('unhandledRejection', (reason) => log().error({ err: reason }, 'unhandled rejection'))
  process.on('uncaughtException', (error) => {
    // The state is unknown now: whoever watches over us starts a clean process.
    log().fatal({ err: error }, 'uncaught exception')
    process.exit(1)
  })
  try {
    await start()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
