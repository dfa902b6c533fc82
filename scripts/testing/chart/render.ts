import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { findProgram } from '../find-program.mjs'
import { withOwnTools } from '../own-tools.mjs'
import { root } from '../../setup/root.mjs'

export const chart = path.join(root, 'deploy/chart')

/** Sets of values that install; each is an example as well. */
export const valuesFiles = readdirSync(path.join(chart, 'ci'))
export const valuesFile = (name: string): string => path.join(chart, 'ci', name)

/** As a manifest has it: whatever is not there is undefined. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what stands in there is what the tests look at
export type Manifest = Record<string, any>

const execute = promisify(execFile)

/** Runs Helm; what it printed, or the sentence of its refusal as an error. */
export async function helm(args: string[]): Promise<string> {
  withOwnTools()
  const program = findProgram('helm')
  if (!program) throw new Error('helm is missing: npm test -- unit fetches it')
  const { stdout } = await execute(program, args, { maxBuffer: 16 * 1024 * 1024 })
  return stdout
}

/** What an installation as `robots` in the namespace `tools` would make, as text. */
export const renderText = (values: string, ...more: string[]): Promise<string> =>
  helm(['template', 'robots', chart, '--namespace', 'tools', '--values', valuesFile(values), ...more])

export const render = async (values: string, ...more: string[]): Promise<Manifest[]> =>
  manifestsOf(await renderText(values, ...more))

/** A key that stands there twice, which Helm lets through, is an error. */
function manifestsOf(text: string): Manifest[] {
  const documents = parseAllDocuments(text)
  if (!Array.isArray(documents)) return []
  const [error] = documents.flatMap(({ errors }) => errors)
  if (error) throw error
  return documents.map((each) => each.toJS() as Manifest).filter(Boolean)
}
