import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const notCopied = ['.git', '.cache', 'data', 'node_modules', 'test-results', 'playwright-report']
const isNeeded = (file: string) => !file.startsWith(path.join(root, '.next/cache'))
const installed = '.cache/installed'

/**
 * A clone that is ready to start: the sources and the build copied, the packages linked one by one, so that nothing a
 * start may do in there reaches ours.
 */
export function makeClone(): { folder: string; remove: () => void } {
  if (!existsSync(path.join(root, '.next/built'))) throw new Error('there is no build to test: npm run build')
  const folder = mkdtempSync(path.join(tmpdir(), 'clone-'))
  for (const name of readdirSync(root)) {
    if (notCopied.includes(name) || name.startsWith('.env')) continue
    cpSync(path.join(root, name), path.join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isNeeded,
    })
  }
  const [from, to] = [path.join(root, 'node_modules'), path.join(folder, 'node_modules')]
  mkdirSync(path.join(to, '.cache'), { recursive: true })
  cpSync(path.join(from, installed), path.join(to, installed))
  for (const name of readdirSync(from)) if (name !== '.cache') symlinkSync(path.join(from, name), path.join(to, name))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
