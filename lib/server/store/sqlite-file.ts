import 'server-only'
import { statSync } from 'node:fs'

/**
 * The files of an open SQLite database. SQLite does not notice when one of them is removed or replaced under it: what
 * is written then goes into a file that nobody will ever open again.
 */
export class SqliteFile {
  readonly path: string
  private isOpen = false
  private readonly known = new Map<string, string>()

  constructor(url: string) {
    this.path = sqlitePath(url)
  }

  /** To be told of each new connection once it has read: then its files are there, and nobody else clears them away. */
  opened(): void {
    this.isOpen = true
    // The first of all connections makes these two anew; the file itself must be the same for good.
    for (const suffix of beside) this.known.delete(suffix)
    this.isInPlace()
  }

  /** Whether the files that were opened are still those of their names. */
  isInPlace(): boolean {
    if (!this.isOpen || this.path === ':memory:') return true
    return ['', ...beside].every((suffix) => {
      const [known, present] = [this.known.get(suffix), identityOf(this.path + suffix)]
      if (known === undefined && present !== undefined) this.known.set(suffix, present)
      return known === undefined || known === present
    })
  }

  /** Throws what SQLite would say of a file that is not there. */
  ensureInPlace(): void {
    if (!this.isInPlace()) throw new Error(`SQLITE_CANTOPEN: ${this.path} ${removedOrReplaced}`)
  }
}

export const removedOrReplaced = 'was removed or replaced while the server runs: put it back, or start the server again'

const beside = ['-wal', '-shm']

/** The path in a `file:` URL. */
export const sqlitePath = (url: string): string =>
  decodeURIComponent(url.replace(/^file:(\/\/(localhost)?)?/, '').replace(/\?.*$/, ''))

/** Of the file itself, whatever its name; undefined when there is none, or none that can be seen. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return undefined
  }
}
