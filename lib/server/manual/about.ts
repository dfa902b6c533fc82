import 'server-only'
import { existsSync, readFileSync } from 'node:fs'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'
import { env } from '../env'
import { registryAddress } from '../settings/registry-address'

type About = {
  version: string
  /** Names the sources that this was built from; empty in development. */
  build: string
  externalUrl: string
  /** Of the registry, for system admins only: what is set, and when something was last heard of it, unix seconds. */
  registry: { address: string | null; lastSignIn: number | null; lastNotification: number | null } | null
}

/** What this is, and whether a registry has ever had anything to do with it. */
export async function about(actor: Actor): Promise<About> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const build = existsSync('.next/BUILD_ID') ? readFileSync('.next/BUILD_ID', 'utf8') : ''
  const { EXTERNAL_URL: externalUrl } = env()
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  return { version, build, externalUrl, registry: role === 'systemAdmin' ? await heardOfRegistry() : null }
}

/** What was heard of a registry: a robot account signed in where it had sent the client, and what it told of itself. */
export async function heardOfRegistry(): Promise<NonNullable<About['registry']>> {
  const [address, used, told, counted] = await Promise.all([
    registryAddress(),
    // By level: so it is the end of an index.
    Promise.all(
      ['project', 'system'].map((level) =>
        db().robot.findFirst({
          where: { level },
          orderBy: { lastUsedAt: 'desc' },
          select: { lastUsedAt: true },
        }),
      ),
    ),
    db().registryEvent.findFirst({ orderBy: { receivedAt: 'desc' }, select: { receivedAt: true } }),
    db().robotUsage.findFirst({ orderBy: { day: 'desc' }, select: { lastAt: true } }),
  ])
  const lastSignIn = Math.max(...used.map((robot) => Number(robot?.lastUsedAt ?? 0)))
  const lastNotification = Math.max(told ? told.receivedAt.getTime() / 1000 : 0, Number(counted?.lastAt ?? 0))
  return {
    address: address?.host ?? null,
    lastSignIn: lastSignIn || null,
    lastNotification: lastNotification || null,
  }
}
