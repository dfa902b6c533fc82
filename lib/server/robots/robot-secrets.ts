import 'server-only'
import {
  endedByTime,
  isOver,
  maxOverlapHours,
  secretEnd,
  type EndedHow,
  type SecretEnding,
} from '@/lib/domain/secrets/robot-secret'
import { now } from '../clock'
import type { Prisma } from '../generated/sqlite/client'
import { Refusal } from '../errors'
import type { Tx } from '../store/db'
import type { RobotRecord } from './find'

/** So many secrets that have ended are kept of a robot, the newest, and for so long: those of one rolled daily, all. */
const maxEnded = 100
export const endedKeptMs = 90 * 86_400_000

const secretFields = {
  id: true,
  scheme: true,
  hash: true,
  expiresAt: true,
  activatedAt: true,
  retiresAt: true,
  retiresAfter: true,
  successorId: true,
  endedAt: true,
  endedHow: true,
} as const

type Which = Prisma.RobotSecretWhereInput

/** Secrets, oldest first, each with its end as far as that is decided, milliseconds. */
export async function readSecrets(tx: Tx, where: Which, take?: number) {
  const rows = await tx.robotSecret.findMany({ where, select: secretFields, orderBy: { id: 'asc' }, take })
  const byId = new Map<number | null, { activatedAt: Date | null }>(rows.map((row) => [row.id, row]))
  const others = rows.flatMap(({ successorId: id }) => (id === null || byId.has(id) ? [] : [id]))
  for (const each of others.length > 0 ? await findSuccessors(tx, others) : []) byId.set(each.id, each)
  return rows.map((row) => ({ ...row, end: secretEnd(row, byId.get(row.successorId) ?? null) }))
}

const findSuccessors = (tx: Tx, ids: number[]) =>
  tx.robotSecret.findMany({ where: { id: { in: ids } }, select: { id: true, activatedAt: true } })

export type ReadSecret = Awaited<ReturnType<typeof readSecrets>>[number]

/** One that was ended never signs in again, also by a clock that has been set back since. */
const isLiveAt = (at: number, { end, endedAt }: Pick<ReadSecret, 'end' | 'endedAt'>): boolean =>
  endedAt === null && !isOver(end, at)

export const isLive = (secret: Pick<ReadSecret, 'end' | 'endedAt'>): boolean => isLiveAt(now().getTime(), secret)

/** Which of these secrets sign in no more. */
export async function overSecrets(tx: Tx, ids: number[]): Promise<Set<number>> {
  const secrets = ids.length > 0 ? await readSecrets(tx, { id: { in: ids } }) : []
  return new Set(secrets.filter((secret) => !isLive(secret)).map(({ id }) => id))
}

/** A robot's secrets while nobody else changes them: those that sign in, at most two, oldest first, and the others. */
export type HeldSecrets = { robotId: number; live: ReadSecret[]; ended: number[] }

/**
 * Takes the robot's row, so that what is done to its secrets is done by one after the other, and writes down the end of
 * those whose time has come. *Forbidden* for a legacy robot, *not found* for one that was deleted meanwhile.
 */
export async function holdSecrets(tx: Tx, robot: RobotRecord): Promise<HeldSecrets> {
  if (robot.legacy) throw new Refusal('forbidden', 'a legacy robot keeps its token', 'robot-legacy')
  const { count } = await tx.robot.updateMany({ where: { id: robot.id }, data: { updatedAt: now() } })
  if (count === 0) throw new Refusal('not-found', 'not found', 'robot-gone')
  const secrets = await readSecrets(tx, { robotId: robot.id })
  // At one moment, or one whose end comes just now would be both.
  const at = now().getTime()
  const live = secrets.filter((secret) => isLiveAt(at, secret))
  const over = secrets.filter((secret) => !live.includes(secret))
  for (const { id, end, endedAt, expiresAt } of over)
    if (endedAt === null) await writeEnd(tx, id, endedByTime(end!, { expiresAt }), new Date(end!))
  return { robotId: robot.id, live, ended: over.map(({ id }) => id) }
}

/** Ends live secrets now: what is left of them is their row, and no link opens to them. */
export async function endSecrets(tx: Tx, held: HeldSecrets, ending: ReadSecret[], how: EndedHow): Promise<void> {
  for (const { id } of ending) await writeEnd(tx, id, how, now())
  held.live = held.live.filter((secret) => !ending.includes(secret))
  held.ended.push(...ending.map(({ id }) => id))
  const tooOld = held.ended.sort((one, other) => other - one).splice(maxEnded)
  if (tooOld.length > 0) await tx.robotSecret.deleteMany({ where: { id: { in: tooOld } } })
}

async function writeEnd(tx: Tx, id: number, endedHow: EndedHow, endedAt: Date): Promise<void> {
  await tx.robotSecret.update({ where: { id }, data: { ...erased, endedHow, endedAt } })
  await voidLinks(tx, [id])
}

/** What stands in place of the hash of a secret that has ended: no secret has it, and no door knows the scheme. */
export const erased = { hash: '', scheme: 'ended' } as const

export const voidLinks = (tx: Tx, secretIds: number[]) =>
  tx.oneTimeLink.updateMany({ where: { secretId: { in: secretIds } }, data: { secretId: null, box: null } })

/** The older of two live secrets, the one that rolls over, if this is it; else why nothing can be done to it. */
export function rollingSecret(
  { live, ended }: HeldSecrets,
  { secretId, newerId }: { secretId: number; newerId?: number },
): [older: ReadSecret, newer: ReadSecret] {
  const [older, newer] = live
  if (older?.id === secretId && newer) {
    if (newerId === undefined || newer.id === newerId) return [older, newer]
    throw new Refusal('stale', 'the secrets have changed meanwhile', 'robot-changed')
  }
  if (live.some(({ id }) => id === secretId))
    throw new Refusal('conflict', 'this is the newest secret of the robot account', 'secret-newest')
  if (ended.includes(secretId)) throw new Refusal('conflict', 'this secret has ended already', 'secret-ended')
  throw new Refusal('not-found', 'this robot account has no such secret', 'secret-ended')
}

const hourMs = 3_600_000

/** The columns that say when a secret is to stop. *Invalid* when that would be in the past, or too far away. */
export function endingFields(ending: SecretEnding, successor: { id: number; activatedAt: Date | null }) {
  const successorId = successor.id
  const fields =
    ending.kind === 'at'
      ? { successorId, retiresAt: ending.at, retiresAfter: null }
      : { successorId, retiresAt: null, retiresAfter: ending.hours * (hourMs / 1000) }
  const [at, end] = [now().getTime(), secretEnd({ ...fields, expiresAt: null, endedAt: null }, successor)]
  if (isOver(end, at)) throw new Refusal('invalid', 'the old secret cannot stop in the past', 'retirement-past')
  if (end !== null && end > at + maxOverlapHours * hourMs)
    throw new Refusal('invalid', `the old secret cannot go on for more than ${maxOverlapHours} hours`, 'retirement-far')
  return fields
}

/** What an event tells of an end. */
export const auditedEnding = (ending: SecretEnding | { kind: 'at-once' }) => ({
  oldSecret: ending.kind,
  ...(ending.kind === 'after-first-use' && { overlapHours: ending.hours }),
  ...(ending.kind === 'at' && { retiresAt: ending.at.toISOString() }),
})
