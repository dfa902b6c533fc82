// `npm start`: makes a clone ready, as far as it is not, and serves; with `--tokens` the machines' door alone. Needs
// nothing but Node to begin with.
import './setup/node-version.mjs'
import { withLock } from './setup/lock.mjs'
import { stopWithNpm } from './setup/orphan.mjs'
import { build, generateClients, installDependencies } from './setup/prepare.mjs'
import { root } from './setup/root.mjs'
import { endByStepError, leaveOnSignals } from './setup/step.mjs'

stopWithNpm()
const stopListening = leaveOnSignals()
try {
  await withLock(
    async () => {
      await installDependencies()
      await generateClients()
      await build()
    },
    (owner) => console.log(`waiting for process ${owner}, which prepares this clone`),
  )
} catch (error) {
  endByStepError(error)
}
stopListening()

if (!process.argv.includes('--only-build')) {
  process.chdir(root)
  process.env.NODE_ENV = 'production' // whatever the shell has: this is the production build
  process.setSourceMapsEnabled(true)
  // In this very process, so that signals and the exit code are the server's own.
  await (process.argv.includes('--tokens') ? import('../.next/tokens.mjs') : import('../.next/entry.mjs'))
}
