import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

/** One hash over files and folders (names and contents), paths relative to the clone; what is missing counts as such. */
export function hashOf(paths, skip = () => false) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((each) => filesIn(each, skip)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(name, skip) {
  const stats = statSync(path.join(root, name), { throwIfNoEntry: false })
  if (!stats || skip(name)) return []
  if (!stats.isDirectory()) return [name]
  return readdirSync(path.join(root, name)).flatMap((entry) => filesIn(`${name}/${entry}`, skip))
}

/** Whether what `marker` stands for was made from exactly this. */
export function isCurrent(marker, hash) {
  try {
    return readFileSync(path.join(root, marker), 'utf8') === hash
  } catch {
    return false
  }
}

/** To be written last, after what it stands for. */
export function mark(marker, hash) {
  const file = path.join(root, marker)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, hash)
}
