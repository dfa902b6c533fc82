import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildClone, linkTree, packages } from './clone'

/**
 * What users run when this revision lands: the last commit that landed before it. To be moved on with each landing,
 * before the first commit that follows it.
 */
export const previousRevision = '946de75'

const root = path.join(import.meta.dirname, '..')
const cache = path.join(root, '.cache/previous')
const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()

/** A folder with the previous revision, built, which is kept for the next run; null where git does not have it. */
export async function previousBuild(): Promise<string | null> {
  const commit = commitOf(previousRevision)
  if (commit === null) return null
  const kept = path.join(cache, `${commit}-node${process.versions.node.split('.')[0]}`)
  if (existsSync(kept)) return kept
  const folder = mkdtempSync(path.join(tmpdir(), 'previous-'))
  try {
    await build(commit, folder)
    rmSync(cache, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    move(folder, kept)
    return kept
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function commitOf(revision: string): string | null {
  try {
    return git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`)
  } catch {
    return null
  }
}

/** Not below our clone, whose list of what git ignores would count for what is built. */
async function build(commit: string, folder: string): Promise<void> {
  const archive = path.join(folder, 'archive.tar')
  git('archive', '--output', archive, commit)
  execFileSync('tar', ['-xf', archive, '-C', folder])
  rmSync(archive)
  if (hasPackagesOf(folder)) await linkPackages(folder)
  await buildClone({ folder })
  rmSync(path.join(folder, '.next/cache'), { recursive: true, force: true })
}

type Lock = { packages: Record<string, { version?: string; integrity?: string }> }

/** Whether what is installed here is, perhaps among others, what the revision asks for; else its start installs that. */
function hasPackagesOf(folder: string): boolean {
  const lock = (of: string) => (JSON.parse(readFileSync(path.join(of, 'package-lock.json'), 'utf8')) as Lock).packages
  const [asked, ours] = [lock(folder), lock(root)]
  return Object.entries(asked).every(
    ([name, { version, integrity }]) =>
      name === '' || (ours[name]?.version === version && ours[name]?.integrity === integrity),
  )
}

/** As if they had been installed there, in the revision's own words. */
async function linkPackages(folder: string): Promise<void> {
  linkTree(packages, path.join(folder, 'node_modules'))
  const { hashOf, mark } = (await import(path.join(folder, 'scripts/setup/hash.mjs'))) as {
    hashOf: (paths: string[]) => string
    mark: (marker: string, hash: string) => void
  }
  const node = process.versions.node.split('.')[0]
  mark('node_modules/.cache/installed', `${hashOf(['package-lock.json'])} node ${node}`)
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  }
}
