import { accessSync, constants, readdirSync } from 'node:fs'
import path from 'node:path'

/** The full path of the first of these programs that is there; undefined if none is. */
export function findProgram(...names) {
  const folders = (process.env.PATH ?? '')
    .split(path.delimiter)
    .concat('/usr/sbin', '/usr/local/sbin', ...postgresFolders())
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable)
}

/** Debian keeps the servers of PostgreSQL out of the path, one folder per version; the newest first. */
function postgresFolders() {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
    return versions.map((version) => `/usr/lib/postgresql/${version}/bin`)
  } catch {
    return []
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
