import { runStage } from './run-stage.mjs'

const lanes = 2

/**
 * Runs the stages in their order, two at a time where that saves time, and goes on after a failure: one run shows all
 * that is wrong. `context` says which tools are missing, whether this is CI, and what is passed on to the runners.
 * @returns {Promise<{ name: string, ok: boolean, counts: { passed: number, failed: number, skipped: number } }[]>}
 */
export async function runStages(stages, context) {
  const results = new Map()
  const running = new Map()
  const waiting = [...stages]
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < lanes ? waiting.find((stage) => isDue(stage, waiting, running)) : undefined
    if (!next) {
      await Promise.race(running.values())
      continue
    }
    waiting.splice(waiting.indexOf(next), 1)
    const live = next.alone || stages.length === 1
    const done = start(next, results, { ...context, live }).then((result) => {
      results.set(next.name, result)
      running.delete(next.name)
    })
    running.set(next.name, done)
  }
  return stages.map(({ name }) => results.get(name))
}

/** What runs alone comes last; the rest waits only for what must come earlier. */
function isDue(stage, waiting, running) {
  if (stage.alone) return running.size === 0 && waiting[0] === stage
  const isPending = (name) => running.has(name) || waiting.some((each) => each.name === name)
  return [...(stage.after ?? []), ...(stage.later ?? [])].every((name) => !isPending(name))
}

async function start(stage, results, context) {
  const missing = (stage.tools ?? []).filter((tool) => context.missing.includes(tool))
  if (missing.length > 0) return notRun(stage, `this machine lacks ${missing.join(', ')}`, context.isCI)
  const failed = (stage.after ?? []).find((name) => results.get(name)?.ok === false)
  if (failed) return notRun(stage, `${failed} failed`, true)
  const lacks = (stage.wants ?? []).filter((tool) => context.missing.includes(tool))
  if (lacks.length > 0)
    console.log(`\n!!! ${stage.name} runs without what needs ${lacks.join(', ')}, which this machine lacks`)
  const env = { ...context.env, TEST_MISSING_TOOLS: lacks.join(',') }
  const result = await runStage(stage, { ...context, env })
  return lacks.length > 0 && context.isCI && result.ok
    ? { ...result, ok: false, counts: oneMoreFailed(result.counts) }
    : result
}

function notRun(stage, reason, isFailure) {
  console.log(`\n!!! ${stage.name} was NOT RUN: ${reason}`)
  return { name: stage.name, ok: !isFailure, counts: { passed: 0, failed: isFailure ? 1 : 0, skipped: 0 } }
}

const oneMoreFailed = (counts) => ({ ...counts, failed: counts.failed + 1 })
