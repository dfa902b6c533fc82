import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { root } from '../setup/root.mjs'
import { quietEnv } from '../setup/step.mjs'

const none = { passed: 0, failed: 0, skipped: 0 }

/** Runs a stage and prints it: as it goes when it is `live`, as one block at its end when another runs beside it. */
export async function runStage(stage, { live, args, env }) {
  const start = performance.now()
  if (stage.report) rmSync(stage.report, { force: true })
  if (live) printHead(stage.name)
  const output = []
  let ok = true
  for (const [index, command] of stage.commands.entries()) {
    const extra = index === stage.commands.length - 1 ? args : []
    ok &&= await runCommand([...command, ...extra], { ...stage.env, ...env }, live ? null : output)
  }
  const seconds = (performance.now() - start) / 1000
  if (!live) printHead(stage.name)
  process.stdout.write(Buffer.concat(output))
  console.log(`${stage.name}: ${ok ? 'passed' : 'FAILED'} · ${seconds.toFixed(1)} s`)
  const report = readReport(stage)
  return { name: stage.name, ok, counts: countsOf(stage, report, ok), failures: failuresOf(stage, report, ok) }
}

const printHead = (name) => console.log(`\n${`── ${name} `.padEnd(80, '─')}`)

/** A stage that fails without a failing test case (lint, a file that does not load) counts as one. */
function countsOf(stage, report, ok) {
  const counts = report ? stage.count(report) : none
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/** What to look at, a text each; a stage without a report has said it above. */
function failuresOf(stage, report, ok) {
  if (ok) return []
  const failures = report ? stage.failures(report) : []
  return failures.length > 0 ? failures.map((text) => `${stage.name}: ${text}`) : [`${stage.name}: see its output`]
}

function readReport({ report }) {
  try {
    return report && JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined // it failed before it could report
  }
}

/** Resolves to whether the command ended with 0. Without `output` it writes to the terminal itself. */
function runCommand(args, env, output) {
  return new Promise((resolve) => {
    const { NODE_ENV, ...inherited } = process.env // each runner sets the one it needs
    const stdio = output ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
    const child = spawn(process.execPath, args, { cwd: root, env: { ...inherited, ...quietEnv, ...env }, stdio })
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    const end = () => child.kill('SIGTERM')
    process.once('exit', end)
    child.on('error', () => resolve(false))
    child.on('close', (code) => {
      process.off('exit', end)
      resolve(code === 0)
    })
  })
}
