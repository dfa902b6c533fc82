import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import { findProgram } from '../testing/find-program.mjs'

/** Debian's `promtool`; undefined where it is missing, which the stage that wants it has said loudly. */
export const promtool: string | undefined = findProgram('promtool')

/** Runs it; answers what it says where it is not content. */
export function complaintOf(...args: string[]): string | null {
  const { status, stdout, stderr } = spawnSync(promtool!, args, { encoding: 'utf8' })
  return status === 0 ? null : `${stdout}${stderr}`
}

/** What it says of rules that are given as text. */
export function complaintOfRules(text: string): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'rules-'))
  try {
    writeFileSync(path.join(folder, 'rules.yaml'), text)
    return complaintOf('check', 'rules', path.join(folder, 'rules.yaml'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What it says of expressions, each made a rule of its own. */
export const complaintOfExpressions = (expressions: readonly string[]): string | null =>
  complaintOfRules(
    stringify({ groups: [{ name: 'all', rules: expressions.map((expr, at) => ({ record: `rule:${at}`, expr })) }] }),
  )
