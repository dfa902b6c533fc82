// What the commands about signing keys have in common.
import { ensureSigningKey } from '@/lib/server/registry/signing-key'
import { db } from '@/lib/server/store/db'
import { env } from '@/lib/server/env'
import { ensureInstalled } from '@/lib/server/store/installed'
import { migrate } from '@/lib/server/store/migrate'
import { command, misuse, readArguments } from './command'

/**
 * Runs a command that takes at most one of these options and one other argument. First it brings the database to where a
 * start of the server would, and proves that its keys can be read.
 */
export async function commandWithKeys<Name extends string>(
  name: string,
  usage: string,
  options: readonly Name[],
  run: (flags: Record<Name, boolean>, argument: string | undefined) => Promise<void>,
): Promise<void> {
  await command(name, async () => {
    const flag = { type: 'boolean', default: false } as const
    const { values, file } = readArguments(usage, Object.fromEntries(options.map((option) => [option, flag])))
    const flags = values as Record<Name, boolean>
    if (Object.values(flags).filter(Boolean).length > 1) throw misuse(usage, 'only one of the options can be given')
    await ensureInstalled(env())
    await migrate(env().DATABASE_URL)
    await ensureSigningKey()
    await run(flags, file)
    await db().$disconnect()
  })
}
