import 'server-only'
import { endedByTime, type EndedHow, type SecretRow } from '@/lib/domain/secrets/robot-secret'
import type { Actor } from '../rights/actor'
import type { Rights } from '../rights/authorize'
import { currentSettings } from '../settings/current'
import { db } from '../store/db'
import { readableRobot, robotFields, robotFullName, toLastUse } from './find'
import { isLive, readSecrets, type ReadSecret } from './robot-secrets'

/**
 * A robot's secrets, newest first, also those that have ended while they are kept. *Not found* when the actor may not see
 * the robot. Where they were used from is for admins, and who made them for who manages it, as in the lists.
 */
export async function listSecrets(actor: Actor, robotId: number): Promise<SecretRow[]> {
  const { rights } = await readableRobot(actor, robotId)
  const [secrets, uses] = await Promise.all([readSecrets(db(), { robotId }), readUses(robotId)])
  const makers = rights.may('robot:update') ? await makersOf([...uses.values()]) : nobody
  return secrets.toReversed().flatMap((secret) => {
    const use = uses.get(secret.id)
    return use ? [toRow(secret, use, rights, makers(use))] : []
  })
}

const useFields = {
  id: true,
  createdAt: true,
  creatorType: true,
  creatorRef: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedClient: true,
} as const

async function readUses(robotId: number) {
  const rows = await db().robotSecret.findMany({ where: { robotId }, select: useFields })
  return new Map(rows.map((row) => [row.id, row]))
}
type Use = NonNullable<ReturnType<Awaited<ReturnType<typeof readUses>>['get']>>
type Maker = Pick<Use, 'creatorType' | 'creatorRef'>

const nobody = () => null

/** Who made these, by name. */
async function makersOf(made: Maker[]): Promise<(maker: Maker) => string | null> {
  const ids = (type: string) => made.flatMap((each) => (each.creatorType === type ? [each.creatorRef ?? 0] : []))
  const [users, robots, { robotNamePrefix }] = await Promise.all([
    db().user.findMany({ where: { id: { in: ids('local') } }, select: { id: true, username: true } }),
    db().robot.findMany({ where: { id: { in: ids('robot') } }, include: robotFields }),
    currentSettings(),
  ])
  const names = new Map<string, string>([
    ...users.map(({ id, username }) => [`local ${id}`, username] as const),
    ...robots.map((robot) => [`robot ${robot.id}`, robotFullName(robotNamePrefix, robot)] as const),
  ])
  return ({ creatorType, creatorRef }) => names.get(`${creatorType} ${creatorRef}`) ?? null
}

function toRow(secret: ReadSecret, use: Use, rights: Rights, madeBy: string | null): SecretRow {
  const live = isLive(secret)
  const end = live ? foreseenEnd(secret) : null
  return {
    id: secret.id,
    madeAt: use.createdAt.toISOString(),
    madeBy,
    firstUse: secret.activatedAt?.toISOString() ?? null,
    lastUse: toLastUse(use, rights),
    scheme: schemes[secret.scheme] ?? null,
    state: live ? (end ? 'retiring' : 'live') : 'ended',
    end,
    endedHow: live ? null : ((secret.endedHow as EndedHow | null) ?? endedByTime(secret.end!, secret)),
    endedAt: live ? null : new Date(secret.end!).toISOString(),
  }
}

const schemes: Record<string, SecretRow['scheme']> = {
  sha256: 'generated',
  argon2id: 'chosen',
  'legacy-rs256': 'legacy',
}

function foreseenEnd({ end, retiresAfter }: ReadSecret): SecretRow['end'] {
  if (end !== null) return { at: new Date(end).toISOString() }
  return retiresAfter === null ? null : { after: retiresAfter / 3600 }
}
