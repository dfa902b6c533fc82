import 'server-only'
import './load-env'
import { log } from '../log'
import { start } from './start'

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
