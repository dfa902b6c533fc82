// `npm start`: makes a clone ready, as far as it is not, and serves. Runs before anything is installed.
const [major, minor] = process.versions.node.split('.').map(Number)
const isSupported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
if (!isSupported) {
  console.error(`Node ${process.versions.node} is too old: this needs Node 20.19, 22.12 or newer.`)
  process.exit(1)
}

const { build, generateClients, installDependencies } = await import('./setup/prepare.mjs')
const { withLock } = await import('./setup/lock.mjs')
const { root } = await import('./setup/root.mjs')
const { endByStepError, leaveOnSignals } = await import('./setup/step.mjs')

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
  await import('../.next/entry.mjs')
}
