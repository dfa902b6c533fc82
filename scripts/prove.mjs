// `npm run prove`: the proofs that take minutes. `npm run prove -- <name>…` runs some, `npm run prove -- all` every one,
// `npm run prove -- ci` those that `npm test` has not run in a short form; it ends with 1 where one does not hold.
// docs/proofs.md tells what each does.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stopWithNpm } from './setup/orphan.mjs'
import { root } from './setup/root.mjs'
import { leaveOnSignals } from './setup/step.mjs'
import { runStages } from './testing/run-stages.mjs'
import { stages, toolsOf } from './testing/stages.mjs'
import { provideTools } from './testing/tools.mjs'

const endToEnd = (...specs) => ['scripts/test.mjs', 'e2e', ...specs.map((spec) => `e2e/${spec}.spec.ts`)]
const verbs = (...files) => ['scripts/test.mjs', 'verbs', ...files.map((file) => `lib/server/${file}.test.ts`)]

/**
 * In the order in which they run, the longest first: two at a time, and one that mostly `waits` beside them. `command`
 * are node's arguments, from the clone's folder; `env` and `tools` are what it needs besides. `inCI`: CI runs it after
 * `npm test`, which has no form of it that shows as much; `brief` makes it shorter there, and where all are run.
 */
const proofs = [
  {
    name: 'outages',
    shows: 'PostgreSQL ends connections, crashes, freezes and is locked under load: no exit, no 500, nothing lost',
    command: endToEnd('outages'),
    waits: true,
  },
  {
    name: 'lease',
    shows: 'three processes share 200 due runs of jobs, their leader is killed 20 times: each run is done once',
    command: verbs('jobs/killed-leaders'),
    // As in CI, what cannot run has failed.
    env: { CI: 'true' },
    waits: true,
  },
  {
    name: 'layout',
    shows:
      'every page, dialog and menu in four languages and a longer one, at three widths: whole, in sight, axe finds nothing',
    command: endToEnd('layout-walk'),
    inCI: true,
    brief: { ci: { PROVE_BRIEFLY: 'true' } },
  },
  {
    name: 'interleavings',
    shows:
      '10,000 changes among questions of two processes, on both engines: no token says what was before the last change',
    command: verbs('registry/interleavings'),
    brief: { all: { PROVE_ROUNDS: '2500' } },
  },
  {
    name: 'drill',
    shows:
      'the database of every version with 10,000 robots, its migration killed 20 times under load, on both engines: no row lost, every robot signs in',
    command: verbs('store/migrations/drill'),
  },
  {
    name: 'restore',
    shows:
      'a backup of 100,000 robots under writers, from SQLite to PostgreSQL and back, restores killed 20 times: every secret works',
    command: verbs('backup/restore-proof'),
  },
  {
    name: 'rolling',
    shows:
      'two replicas of the version before become this one under load, and that again, with a crash of PostgreSQL: nobody is refused, nothing is lost',
    command: endToEnd('rolling'),
    inCI: true,
  },
  {
    name: 'image',
    shows:
      'the container image, built and run unprivileged on a root that cannot be written to, does what a clone does',
    command: endToEnd('image'),
    inCI: true,
    tools: ['mmdebstrap'],
  },
  {
    name: 'rotation-skopeo',
    shows: 'skopeo at two registries through 200 rotations, a process killed in each 20: no moment without a secret',
    command: endToEnd('rotation-skopeo'),
    inCI: true,
    env: { CI: 'true' },
  },
  {
    name: 'rotation',
    shows: '200 secrets roll over at two processes that are killed: nobody is shut out, no old one outlives its end',
    command: verbs('registry/rotation-proof', 'registry/guess-timing'),
  },
  {
    name: 'revocation',
    shows: '200 changes of robots under 20 callers on two processes: nobody who asks later has what was taken',
    command: endToEnd('revocation'),
  },
  {
    name: 'upgrade',
    shows:
      'a server that is killed and built anew, with other scripts, under open pages: one reload brings back what was typed',
    command: endToEnd('upgrade'),
    inCI: true,
  },
  {
    name: 'two-builds',
    shows: 'two builds of one source are the same to a page, whichever of them answers it',
    command: endToEnd('two-builds'),
    inCI: true,
  },
  {
    name: 'guesses',
    shows:
      '10,000 guesses at three processes: as many are looked at as at one; and at each alone while PostgreSQL is away',
    command: ['scripts/run.mjs', 'scripts/proofs/guesses.ts'],
  },
  {
    name: 'races',
    shows: '100 creations of one name at the same moment on two processes, 20 times: exactly one succeeds',
    command: endToEnd('api-races'),
  },
  {
    name: 'chart',
    shows:
      'what the Helm chart makes is known to two versions of Kubernetes, and works: an image pushed to Distribution 3',
    command: endToEnd('chart'),
    inCI: true,
    tools: ['kubeconform', 'kubernetes-schemas', 'registry-3'],
  },
  {
    name: 'hosts',
    shows:
      'what deploy/ says to Docker Compose and systemd, to a registry, a proxy and a kernel: understood, and enough',
    command: endToEnd('hosts'),
    inCI: true,
    tools: ['caddy', 'compose-config', 'registry-3', 'strace', 'systemd-analyze'],
  },
]

const names = process.argv.slice(2)
const groups = ['all', 'ci']
const isChosen = ({ name, inCI = false }) =>
  names.includes('all') || (names.includes('ci') && inCI) || names.includes(name)
const chosen = proofs.filter(isChosen)
const unknown = names.find((name) => !groups.includes(name) && !proofs.some((proof) => proof.name === name))
if (names.length === 0 || unknown !== undefined) {
  const width = Math.max(...proofs.map(({ name }) => name.length))
  console.log(proofs.map(({ name, shows }) => `${name.padEnd(width)}  ${shows}`).join('\n'))
  if (unknown !== undefined) console.error(`\nThere is no proof "${unknown}".`)
  process.exit(names.length === 0 ? 0 : 2)
}

const proofReports = path.join(root, '.cache/prove')

/** As a stage of `npm test`; its reports and what its browser leaves lie in a place of its own, since two run at once. */
const asStage = ({ name, command, env, brief, waits, tools = [] }) => ({
  ...{ name, waits },
  commands: [command],
  env: {
    ...env,
    ...brief?.[groups.find((group) => names.includes(group))],
    PROVE: 'true',
    TEST_REPORTS: path.join(proofReports, name),
    TEST_WANTS: tools.join(','),
  },
  wants: tools,
})

stopWithNpm()
leaveOnSignals()
// Once for all: two that run beside each other cannot install packages at the same moment. Of a proof's own tools the
// other proofs know nothing, so they need not wait.
await provideTools(toolsOf(stages))
const machine = provideTools(toolsOf(chosen)).then(() => ({ missing: [], env: {} }))
const results = await runStages(chosen.map(asStage), { machine, isCI: false, args: [] })
mkdirSync(proofReports, { recursive: true })
writeFileSync(
  path.join(proofReports, 'failures.txt'),
  results
    .flatMap(({ failures }) => failures)
    .map((text) => `✘ ${text}\n`)
    .join(''),
)
console.log(`\n${results.map(({ name, ok }) => `${name}: ${ok ? 'holds' : 'DOES NOT HOLD'}`).join('\n')}`)
process.exit(results.every(({ ok }) => ok) ? 0 : 1)
