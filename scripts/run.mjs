// Runs a TypeScript file that needs lib/server: node scripts/run.mjs [--development] <file.ts> [arguments]
import './setup/node-version.mjs'
import { spawn } from 'node:child_process'
import { stopWithNpm } from './setup/orphan.mjs'
import { generateClients, installDependencies } from './setup/prepare.mjs'
import { withLock } from './setup/lock.mjs'
import { root } from './setup/root.mjs'
import { endByStepError, leaveOnSignals, quietEnv } from './setup/step.mjs'

const isDevelopment = process.argv[2] === '--development'
const args = process.argv.slice(isDevelopment ? 3 : 2)

stopWithNpm()
const stopListening = leaveOnSignals()
try {
  await withLock(async () => {
    await installDependencies()
    await generateClients()
  })
} catch (error) {
  endByStepError(error)
}
stopListening()

// The condition gives the server's React and empties `server-only`, as in Next's own server.
const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', ...args], {
  cwd: root,
  env: { ...process.env, ...quietEnv, NODE_ENV: isDevelopment ? 'development' : 'production' },
  stdio: 'inherit',
})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// A terminal sends its Ctrl-C to both of us: passing it on would count twice.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
