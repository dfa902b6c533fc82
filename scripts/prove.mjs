// `npm run prove`: the proofs that take minutes, which `npm test` runs in a short form. `npm run prove -- <name>` runs
// one; it ends with 1 where it does not hold. docs/proofs.md tells what each does.
import { spawn } from 'node:child_process'
import { stopWithNpm } from './setup/orphan.mjs'
import { root } from './setup/root.mjs'
import { leaveOnSignals } from './setup/step.mjs'

/** `command` are node's arguments, from the clone's folder; `env` is what it needs besides. */
const proofs = [
  {
    name: 'outages',
    shows: 'PostgreSQL ends connections, crashes, freezes and is locked under load: no exit, no 500, nothing lost',
    command: ['scripts/test.mjs', 'e2e', 'e2e/outages.spec.ts'],
  },
  {
    name: 'lease',
    shows: 'three processes share 200 due runs of jobs, their leader is killed 20 times: each run is done once',
    command: ['scripts/test.mjs', 'verbs', 'lib/server/jobs/killed-leaders.test.ts'],
    // As in CI, what cannot run has failed.
    env: { CI: 'true' },
  },
  {
    name: 'migration',
    shows:
      'a database of 100,000 robots, its migration killed 20 times, on both engines: no row lost, every robot signs in',
    command: ['scripts/test.mjs', 'verbs', 'lib/server/store/migrations/migration-proof.test.ts'],
  },
]

const [name, ...rest] = process.argv.slice(2)
const proof = proofs.find((each) => each.name === name)
if (!proof) {
  const width = Math.max(...proofs.map((each) => each.name.length))
  console.log(proofs.map((each) => `${each.name.padEnd(width)}  ${each.shows}`).join('\n'))
  if (name !== undefined) console.error(`\nThere is no proof "${name}".`)
  process.exit(name === undefined ? 0 : 2)
}

stopWithNpm()
leaveOnSignals()
const env = { ...process.env, ...proof.env, PROVE: 'true' }
const child = spawn(process.execPath, [...proof.command, ...rest], { cwd: root, env, stdio: 'inherit' })
process.once('exit', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 1))
