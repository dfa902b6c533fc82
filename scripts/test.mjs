// `npm test`: sets a clone up for its tests and runs them all. `npm test -- lint|unit|verbs|e2e [arguments for the
// runner]` runs a part. The last lines tell what failed and the counts, for people and CI alike.
import './setup/node-version.mjs'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withLock } from './setup/lock.mjs'
import { stopWithNpm } from './setup/orphan.mjs'
import { generateClients, installDependencies } from './setup/prepare.mjs'
import { endByStepError, leaveOnSignals } from './setup/step.mjs'
import { startCluster } from './testing/postgres-cluster.mjs'
import { runStages } from './testing/run-stages.mjs'
import { reports, stages, toolsOf } from './testing/stages.mjs'
import { provideTools } from './testing/tools.mjs'

const isCI = ['1', 'true'].includes(process.env.CI ?? '')

async function main([group, ...args]) {
  const chosen = group === undefined ? stages : stages.filter((stage) => stage.group === group)
  if (chosen.length === 0) return usage(group)
  const installed = withLock(async () => {
    await installDependencies()
    await generateClients()
  })
  // Tools are fetched beside what does without them.
  const tools = provideTools(toolsOf(chosen), installed)
  let cluster
  const machine = Promise.all([tools, installed]).then(async ([missing]) => {
    cluster = await clusterFor(chosen, missing)
    return { missing, env: cluster ? { TEST_POSTGRES_URL: cluster.url } : {} }
  })
  machine.catch(() => {}) // whoever waits for it is told
  await installed
  mkdirSync(reports, { recursive: true })
  try {
    return summarise(await runStages(chosen, { machine, isCI, args }))
  } finally {
    await cluster?.stop()
  }
}

/** A machine that has PostgreSQL gets a cluster for this run, unless TEST_POSTGRES_URL names a server to use. */
async function clusterFor(chosen, missing) {
  const isWanted = toolsOf(chosen).includes('postgresql')
  if (!isWanted || missing.includes('postgresql') || process.env.TEST_POSTGRES_URL) return undefined
  return startCluster()
}

function summarise(results) {
  const total = (key) => results.reduce((sum, { counts }) => sum + counts[key], 0)
  const failures = results.flatMap((result) => result.failures).map((text) => `✘ ${text}\n`)
  writeFileSync(path.join(reports, 'failures.txt'), failures.join('')) // `.ci/run` ends with it
  console.log(`\n${failures.join('')}`)
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''
  console.log(`${total('passed')} passed, ${total('failed')} failed${skipped}`)
  return failures.length > 0 ? 1 : 0
}

function usage(group) {
  console.error(
    `There is no "${group}": npm test -- [${[...new Set(stages.map((stage) => stage.group))].join('|')}] [arguments]`,
  )
  return 2
}

stopWithNpm()
leaveOnSignals()
process.exit(await main(process.argv.slice(2)).catch(endByStepError))
