// What operators' commands have in common.
import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Runs a command; what it throws becomes its last line, one sentence, and its exit code 1. */
export async function command(name: string, run: () => Promise<void>): Promise<void> {
  // What is half written is taken away on the way out.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  const fail = (error: unknown, where = '') => {
    const [said, ...usage] = `${name}: ${where}${sentence(error)}`.split(/\n(?=Usage: )/)
    // What stands in a database or in a name may be anything, also what a terminal would obey.
    console.error([said!.replace(/\p{C}+/gu, ' '), ...usage].join('\n'))
    process.exit(1)
  }
  process.once('uncaughtException', (error) => fail(error))
  // A reader who has gone, such as `head`, has had what it wanted.
  process.stdout.once('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EPIPE' ? process.exit(1) : fail(error, 'what it has to say cannot be written: '),
  )
  await run().catch((error: unknown) => fail(error))
}

/** For what cannot be meant: says so, with the usage. */
export const misuse = (usage: string, fault?: string): Error =>
  new Error(`${fault === undefined ? '' : `${fault}; `}nothing was done.\n${usage}`)

type Options = NonNullable<ParseArgsConfig['options']>

/** At most one file and these options; whatever else is there ends the command with its usage. */
export function readArguments<Given extends Options>(usage: string, options: Given) {
  const parsed = readAll(usage, options)
  if (parsed.positionals.length > 1) throw misuse(usage, `${parsed.positionals[1]} is one argument too many`)
  return { values: parsed.values, file: parsed.positionals[0] }
}

/** As many other arguments as there are, and these options. */
export function readAll<Given extends Options>(usage: string, options: Given) {
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    throw misuse(usage, (error as Error).message)
  }
}

/** A failed connection may have a code and no text; the system's errors say more in the code than in their text. */
function sentence(error: unknown): string {
  const { code, message, path } = error as NodeJS.ErrnoException
  const text = message || code || String(error)
  const known: Record<string, string> = {
    ENOSPC: 'there is no room left on the disk',
    EDQUOT: 'there is no room left on the disk',
    EFBIG: 'the file would become larger than is allowed',
    SQLITE_FULL: 'there is no room left on the disk',
    SQLITE_IOERR: 'the disk fails, or a file would become larger than is allowed',
    EACCES: 'that is not allowed',
    ENOENT: 'there is no such file or folder',
    EEXIST: 'that is there already',
    ENOTDIR: 'a part of that path is no folder',
    EISDIR: 'that is a folder',
    ENAMETOOLONG: 'that name is too long',
    EIO: 'the disk fails',
    EROFS: 'nothing can be written there',
    ECONNREFUSED: 'the database does not answer (ECONNREFUSED)',
    ETIMEDOUT: 'the database does not answer (ETIMEDOUT)',
    ERR_INVALID_URL: 'DATABASE_URL is no address',
  }
  // As the driver says it of what is asked after the end.
  if (/is not queryable|^Connection terminated/.test(text)) return 'the connection to the database has ended'
  // SQLite says more behind it, such as SQLITE_IOERR_WRITE.
  const said = code === undefined ? undefined : known[code.replace(/^(SQLITE_[A-Z]+)_.*/, '$1')]
  return said ? (path ? `${path}: ${said}` : said) : text
}

/** 1,234 */
export const number = (count: number): string => count.toLocaleString('en')

/** As people say how large a file is. */
export const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
