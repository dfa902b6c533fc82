import 'server-only'
import { maxOpenLinks, passphraseTries, type CreateLinkInput } from '@/lib/domain/links/link-schema'
import type { MadeLink } from '@/lib/domain/links/link-row'
import type { Actor } from '../rights/actor'
import { forbidden, mayChange } from '../rights/authorize'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { robotTarget } from '../robots/find'
import { overSecrets } from '../robots/robot-secrets'
import { fillBox, linkHandle, newLinkHalves, newSalt, stretch } from '../secrets/link-box'
import type { Tx } from '../store/db'
import { openLinks } from './find'
import { presentSecret } from './present-secret'

const hourMs = 3_600_000

/**
 * Makes a link that hands a robot's secret to somebody else, once, and answers both halves of it: the server keeps
 * neither, nor the secret. For who may give the robot a new one. *Invalid* when the secret is not the robot's present
 * one; *conflict* beyond a person's bound of open links.
 */
export async function createLink(actor: Actor, input: CreateLinkInput): Promise<MadeLink> {
  const { robotId } = input
  const find = (tx: Tx) => robotTarget(tx, robotId)
  const isUser = actor.kind === 'user'
  const made = isUser && (await mayChange(actor, 'robot:update', find)) ? await makeLink(actor.id, input) : null
  return change(actor, 'robot:update', 'link.create', find, async (tx, robot, scope) => {
    if (!isUser) throw forbidden(actor, scope)
    if (!made) throw new Refusal('stale', 'the rights changed meanwhile: try again', 'robot-changed')
    await holdSecret(tx, robotId, made.row.secretId)
    await refuseBeyondLimit(tx, actor.id)
    const { id: linkId, expiresAt } = await tx.oneTimeLink.create({
      data: { ...made.row, makerId: actor.id, robotName: robot.fullName },
    })
    const { guarded } = made.row
    return {
      result: { linkId, ...made.halves, guarded, expiresAt: expiresAt.toISOString() },
      after: { link: linkId, expiresAt: expiresAt.getTime() / 1_000, passphrase: guarded },
    }
  })
}

/** What is slow, before the transaction. */
async function makeLink(makerId: number, { robotId, secret, hours, passphrase }: CreateLinkInput) {
  const { id: secretId } = await presentSecret(makerId, robotId, secret)
  const [halves, salt, createdAt] = [newLinkHalves(), newSalt(), now()]
  const stretched = await stretch(passphrase, salt)
  const owner = { handle: linkHandle(halves), robotId, secretId, expiresAt: later(createdAt, hours) }
  const box = fillBox(secret, { key: halves.key, salt, stretched }, owner)
  return { halves, row: { ...owner, box, salt, guarded: stretched !== null, triesLeft: passphraseTries, createdAt } }
}

const later = (at: Date, hours: number): Date => new Date(Math.floor(at.getTime() / 1_000) * 1_000 + hours * hourMs)

/** It was the robot's secret a moment ago, and is now, until the transaction ends: this takes the row's lock. */
async function holdSecret(tx: Tx, robotId: number, id: number): Promise<void> {
  const { count } = await tx.robotSecret.updateMany({ where: { id, robotId, endedAt: null }, data: { robotId } })
  if (count === 0 || (await overSecrets(tx, [id])).has(id))
    throw new Refusal('stale', 'the robot account has another secret meanwhile', 'robot-changed')
}

/** A person's links are made one after the other: the lock of their row makes what is counted hold. */
async function refuseBeyondLimit(tx: Tx, makerId: number): Promise<void> {
  await tx.$executeRaw`UPDATE "User" SET "createdAt" = "createdAt" WHERE "id" = ${makerId}`
  const open = await tx.oneTimeLink.count({ where: { makerId, ...openLinks() } })
  if (open >= maxOpenLinks) throw new Refusal('conflict', `at most ${maxOpenLinks} links can be open`, 'link-limit')
}
