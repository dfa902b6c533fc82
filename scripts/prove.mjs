// `npm run prove`: the proofs that take minutes, which `npm test` runs in a short form. `npm run prove -- <name>…` runs
// some, `npm run prove -- all` every one; it ends with 1 where one does not hold. docs/proofs.md tells what each does.
import { spawn } from 'node:child_process'
import { stopWithNpm } from './setup/orphan.mjs'
import { root } from './setup/root.mjs'
import { leaveOnSignals } from './setup/step.mjs'

const endToEnd = (...specs) => ['scripts/test.mjs', 'e2e', ...specs.map((spec) => `e2e/${spec}.spec.ts`)]
const verbs = (file) => ['scripts/test.mjs', 'verbs', `lib/server/${file}.test.ts`]

/** `command` are node's arguments, from the clone's folder; `env` is what it needs besides. */
const proofs = [
  {
    name: 'outages',
    shows: 'PostgreSQL ends connections, crashes, freezes and is locked under load: no exit, no 500, nothing lost',
    command: endToEnd('outages'),
  },
  {
    name: 'revocation',
    shows: '200 changes of robots under 20 callers on two processes: nobody who asks later has what was taken',
    command: endToEnd('revocation'),
  },
  {
    name: 'interleavings',
    shows:
      '10,000 changes among questions of two processes, on both engines: no token says what was before the last change',
    command: verbs('registry/interleavings'),
  },
  {
    name: 'rotation',
    shows: '200 secrets roll over at two processes that are killed: nobody is shut out, no old one outlives its end',
    command: verbs('registry/rotation-proof'),
  },
  {
    name: 'races',
    shows: '100 creations of one name at the same moment on two processes, 20 times: exactly one succeeds',
    command: endToEnd('api-races'),
  },
  {
    name: 'two-builds',
    shows: 'two builds of one source are the same to a page, whichever of them answers it',
    command: endToEnd('two-builds'),
  },
  {
    name: 'upgrade',
    shows:
      'a server that is killed and built anew, with other scripts, under open pages: one reload brings back what was typed',
    command: endToEnd('upgrade'),
  },
  {
    name: 'layout',
    shows:
      'every page, dialog and menu in four languages and a longer one, at three widths: whole, in sight, axe finds nothing',
    command: endToEnd('layout-walk'),
  },
  {
    name: 'lease',
    shows: 'three processes share 200 due runs of jobs, their leader is killed 20 times: each run is done once',
    command: verbs('jobs/killed-leaders'),
    // As in CI, what cannot run has failed.
    env: { CI: 'true' },
  },
  {
    name: 'migration',
    shows:
      'a database of 100,000 robots, its migration killed 20 times, on both engines: no row lost, every robot signs in',
    command: verbs('store/migrations/migration-proof'),
  },
]

const names = process.argv.slice(2)
const chosen = names.includes('all') ? proofs : proofs.filter(({ name }) => names.includes(name))
const unknown = names.find((name) => name !== 'all' && !proofs.some((proof) => proof.name === name))
if (names.length === 0 || unknown !== undefined) {
  const width = Math.max(...proofs.map(({ name }) => name.length))
  console.log(proofs.map(({ name, shows }) => `${name.padEnd(width)}  ${shows}`).join('\n'))
  if (unknown !== undefined) console.error(`\nThere is no proof "${unknown}".`)
  process.exit(names.length === 0 ? 0 : 2)
}

function prove({ command, env: more }) {
  const env = { ...process.env, ...more, PROVE: 'true' }
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: 'inherit' })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  return new Promise((resolve) =>
    child.on('close', (code) => {
      process.off('exit', end)
      resolve(code === 0)
    }),
  )
}

stopWithNpm()
leaveOnSignals()
const lines = []
let isShown = true
for (const proof of chosen) {
  const start = performance.now()
  const holds = await prove(proof)
  isShown &&= holds
  lines.push(
    `${proof.name}: ${holds ? 'holds' : 'DOES NOT HOLD'} · ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
}
console.log(`\n${lines.join('\n')}`)
process.exit(isShown ? 0 : 1)
