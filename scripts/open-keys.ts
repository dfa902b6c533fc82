// What the commands about the signing keys have in common.
import { mkdirSync } from 'node:fs'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { db } from '@/lib/server/store/db'
import { env } from '@/lib/server/env'
import { migrate } from '@/lib/server/store/migrate'
import { ensureSigningKey } from '@/lib/server/registry/signing-key'

/** Brings the database to where a start of the server would, and proves that its keys can be read; then runs `fn`. */
export async function withKeys(command: string, fn: () => Promise<void>): Promise<void> {
  try {
    mkdirSync(env().DATA_DIR, { recursive: true, mode: 0o700 })
    await migrate(env().DATABASE_URL)
    await ensureSigningKey()
    await fn()
    await db().$disconnect()
  } catch (error) {
    console.error(`${command}: ${(error as Error).message}`)
    process.exit(1)
  }
}

/** `--name` flags and at most one other argument; whatever else is there ends the command with its usage. */
export function readFlags<Name extends string>(command: string, usage: string, names: readonly Name[]) {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'boolean', default: false }]))
  try {
    const config = { allowPositionals: true, options } as ParseArgsConfig
    const { values, positionals } = parseArgs(config)
    if (positionals.length > 1) throw new Error(`${positionals[1]} is one argument too many`)
    if (Object.values(values).filter(Boolean).length > 1) throw new Error(`only one of the options can be given`)
    return { flags: values as Record<Name, boolean>, argument: positionals[0] }
  } catch (error) {
    console.error(`${command}: ${(error as Error).message}; nothing was done.\n${usage}`)
    process.exit(1)
  }
}
