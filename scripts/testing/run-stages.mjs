import { runStage } from './run-stage.mjs'

const lanes = 2

/**
 * Runs the stages in their order, two at a time where that saves time, and goes on after a failure: one run shows all
 * that is wrong. One that mostly `waits` runs beside two others. `context` says whether this is CI, what is passed on to
 * the runners, and promises the `machine`: which tools it lacks, and what to tell of it to those who need some. Only they
 * wait for it.
 * @returns {Promise<{ name: string, ok: boolean, counts: { passed: number, failed: number, skipped: number },
 *   failures: string[] }[]>} `failures`: what to look at, a text each
 */
export async function runStages(stages, context) {
  const results = new Map()
  const running = new Map()
  const waiting = [...stages]
  let isReady = false
  const ready = context.machine.then(() => void (isReady = true))
  while (waiting.length > 0 || running.size > 0) {
    const isNext = (stage) =>
      (isReady || !needsTools(stage)) && hasRoom(stage, running) && isDue(stage, waiting, running)
    const next = waiting.find(isNext)
    if (!next) {
      await Promise.race([...running.values(), ...(isReady ? [] : [ready])])
      continue
    }
    waiting.splice(waiting.indexOf(next), 1)
    const live = next.alone || stages.length === 1
    const done = start(next, results, { ...context, live }).then((result) => {
      results.set(next.name, result)
      running.delete(next)
    })
    running.set(next, done)
  }
  return stages.map(({ name }) => results.get(name))
}

const needsTools = ({ tools = [], wants = [] }) => tools.length + wants.length > 0

/** Two work at a time, and one waits. */
function hasRoom({ waits = false }, running) {
  const ofItsKind = [...running.keys()].filter((stage) => (stage.waits ?? false) === waits)
  return ofItsKind.length < (waits ? 1 : lanes)
}

/** What runs alone comes last; the rest waits only for what must come earlier. */
function isDue(stage, waiting, running) {
  if (stage.alone) return running.size === 0 && waiting[0] === stage
  const isPending = (name) => [...running.keys(), ...waiting].some((each) => each.name === name)
  return [...(stage.after ?? []), ...(stage.later ?? [])].every((name) => !isPending(name))
}

async function start(stage, results, context) {
  const machine = needsTools(stage) ? await context.machine : { missing: [], env: {} }
  const missing = (stage.tools ?? []).filter((tool) => machine.missing.includes(tool))
  if (missing.length > 0) return notRun(stage, `this machine lacks ${missing.join(', ')}`, context.isCI)
  const failed = (stage.after ?? []).find((name) => results.get(name)?.ok === false)
  if (failed) return notRun(stage, `${failed} failed`, true)
  const lacks = (stage.wants ?? []).filter((tool) => machine.missing.includes(tool))
  if (lacks.length > 0)
    console.log(`\n!!! ${stage.name} runs without what needs ${lacks.join(', ')}, which this machine lacks`)
  const env = { ...machine.env, TEST_MISSING_TOOLS: lacks.join(',') }
  const result = await runStage(stage, { ...context, env })
  return lacks.length > 0 && context.isCI && result.ok
    ? {
        ...result,
        ok: false,
        counts: oneMoreFailed(result.counts),
        failures: [`${stage.name}: lacks ${lacks.join(', ')}`],
      }
    : result
}

function notRun(stage, reason, isFailure) {
  console.log(`\n!!! ${stage.name} was NOT RUN: ${reason}`)
  const counts = { passed: 0, failed: isFailure ? 1 : 0, skipped: 0 }
  return { name: stage.name, ok: !isFailure, counts, failures: isFailure ? [`${stage.name}: not run: ${reason}`] : [] }
}

const oneMoreFailed = (counts) => ({ ...counts, failed: counts.failed + 1 })
