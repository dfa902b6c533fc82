import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startProgram } from './program'

const root = path.join(import.meta.dirname, '..')
export const packages = path.join(root, 'node_modules')
const notCopied = ['.git', '.cache', 'data', 'node_modules', 'test-results', 'playwright-report']
const isNeeded = (file: string) => !file.startsWith(path.join(root, '.next/cache'))
const installed = '.cache/installed'

export type Clone = { folder: string; remove: () => void }

/**
 * A clone that is ready to start: the sources and the build copied, the packages linked one by one, so that nothing a
 * start may do in there reaches ours.
 */
export function makeClone(): Clone {
  if (!existsSync(path.join(root, '.next/built'))) throw new Error('there is no build to test: npm run build')
  const clone = copySources([])
  const to = path.join(clone.folder, 'node_modules')
  for (const name of readdirSync(packages)) {
    if (name !== '.cache') symlinkSync(path.join(packages, name), path.join(to, name))
  }
  return clone
}

/** A clone that has yet to be built. Next's compiler follows no link out of it, so its packages are files of its own. */
export function makeUnbuiltClone(): Clone {
  const clone = copySources(['.next'])
  linkTree(packages, path.join(clone.folder, 'node_modules'))
  return clone
}

export async function buildClone({ folder }: Pick<Clone, 'folder'>, env: Record<string, string> = {}): Promise<void> {
  const build = startProgram(process.execPath, ['scripts/start.mjs', '--only-build'], folder, env)
  if ((await build.ended) !== 0 || !build.output().includes('built the entry')) throw new Error(build.output())
}

function copySources(but: string[]): Clone {
  const folder = mkdtempSync(path.join(tmpdir(), 'clone-'))
  for (const name of readdirSync(root)) {
    if (notCopied.includes(name) || but.includes(name) || name.startsWith('.env')) continue
    cpSync(path.join(root, name), path.join(folder, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isNeeded,
    })
  }
  mkdirSync(path.join(folder, 'node_modules/.cache'), { recursive: true })
  cpSync(path.join(packages, installed), path.join(folder, 'node_modules', installed))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A copy of a folder of packages that shares its files. */
export function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (source === path.join(packages, '.cache')) continue
    else if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true })
    else link(source, target)
  }
}

/** On one file system it costs nothing. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}
