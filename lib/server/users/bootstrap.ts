import 'server-only'
import type { Actor } from '../rights/actor'
import { record } from '../rights/record'
import { db, inTransaction, type Tx } from '../store/db'
import { env } from '../env'
import { isUniqueViolation } from '../errors'
import { insertProject } from '../projects/insert'
import { hashChosen } from '../secrets/stored-secret'
import { generatePassword } from './generate-password'
import { insertUser } from './insert'

const system: Actor = { kind: 'system' }

/** What the first start did. `password` only when it was made up here: print it, once, and keep it nowhere. */
type Bootstrapped = { kind: 'nothing' } | { kind: 'first-start'; username: string; password: string | null }

/**
 * At the first start, when there is no user yet: makes the system admin `admin` and the public project `library`.
 * Repeating it, also from two processes at once, does nothing more.
 */
export async function bootstrap(): Promise<Bootstrapped> {
  if ((await db().user.count()) > 0) return { kind: 'nothing' }
  const given = env().ADMIN_PASSWORD
  const password = given ?? generatePassword()
  const { hash } = await hashChosen(password)
  try {
    const made = await inTransaction((tx) => makeFirst(tx, hash))
    if (!made) return { kind: 'nothing' }
  } catch (error) {
    // Another replica was faster: its password is the one that counts.
    if (isUniqueViolation(error)) return { kind: 'nothing' }
    throw error
  }
  return { kind: 'first-start', username: 'admin', password: given === undefined ? password : null }
}

async function makeFirst(tx: Tx, passwordHash: string): Promise<boolean> {
  if ((await tx.user.count()) > 0) return false
  const admin = await insertUser(tx, { username: 'admin', passwordHash, realName: 'System Admin', isAdmin: true })
  await record(tx, system, {
    operation: 'user.create',
    resource: { type: 'user', id: admin.id, name: admin.username },
    result: 'success',
    after: { isAdmin: true },
  })
  const library = { name: 'library', public: true }
  const { id } = await insertProject(tx, { ...library, ownerId: admin.id })
  await record(tx, system, {
    operation: 'project.create',
    resource: { type: 'project', id, name: library.name, project: { id, name: library.name } },
    result: 'success',
    after: { public: true },
  })
  return true
}

/** The frame around a made-up password. Standard output only: it must reach neither the log nor a file of ours. */
export function firstStartNotice({ username, password }: { username: string; password: string }): string {
  const lines = [
    'First start. Sign in with',
    '',
    `  user      ${username}`,
    `  password  ${password}`,
    '',
    'The password is not shown again.',
  ]
  const width = Math.max(...lines.map((line) => line.length))
  const rule = `+${'-'.repeat(width + 4)}+`
  return ['', rule, ...lines.map((line) => `|  ${line.padEnd(width)}  |`), rule, '', ''].join('\n')
}
