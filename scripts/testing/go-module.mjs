import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StepError } from '../setup/step.mjs'

const output = promisify(execFile)

/** Fetches a module for Go through its proxy, unless it is there already; its folder, if it is what it was (`sum`). */
export async function goModule(go, name, { version, sum }) {
  const named = `${name}@v${version}`
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' }
  const { stdout } = await output(go, ['mod', 'download', '-json', named], { env }).catch((error) => error)
  const { Dir, Sum, Error: trouble } = JSON.parse(stdout || '{}')
  if (!Dir) throw new StepError(`${named} cannot be fetched: ${trouble ?? 'Go said nothing'}`)
  if (Sum !== sum) throw new StepError(`${named} is not what it was: its digest is ${Sum}`)
  return Dir
}
