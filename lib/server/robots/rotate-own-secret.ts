import 'server-only'
import { selfRotation, type SelfRotationInput } from '@/lib/domain/secrets/self-rotation'
import { isExpired } from '@/lib/domain/robots/expiry'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now, nowSeconds } from '../clock'
import { Refusal } from '../errors'
import type { Tx } from '../store/db'
import { chosenOrGenerated } from '../secrets/stored-secret'
import { robotTarget, type RobotRecord } from './find'
import { replaceSecret } from './replace-secret'
import { auditedEnding, holdSecrets, type HeldSecrets } from './robot-secrets'

type Robot = Extract<Actor, { kind: 'robot' }>
/** What is answered, once. `expiresAt`: the robot's, Unix seconds, null = never; it stays what it was. */
export type RotatedSecret = { name: string; secret: string; expiresAt: number | null; hours: number }

/**
 * Gives the robot that asks a new secret, generated, beside the one that it has just proved: that one goes on until so
 * many hours after the new one was first used. *Forbidden* for people, and for robots that may not; *unauthorized* when
 * the robot, or what it proved, signs in no more; *too many requests* and *conflict* as `selfRotation` has it.
 */
export async function rotateOwnSecret(actor: Actor, { hours }: SelfRotationInput): Promise<RotatedSecret> {
  if (actor.kind === 'anonymous') throw unauthorized()
  if (actor.kind !== 'robot') throw new Refusal('forbidden', 'only a robot account rotates its own secret')
  const secret = await chosenOrGenerated(undefined, async () => true)
  const oldSecret = { kind: 'after-first-use', hours } as const
  return change(actor, 'own-secret:update', 'robot.rotate-self', ownSecret(actor), async (tx, robot) => {
    const held = await holdSecrets(tx, robot)
    await refuseUnlessLetIn(tx, robot)
    const ends = await endsFor(tx, actor, held)
    await replaceSecret(tx, held, actor, { stored: secret.ready(), oldSecret, ends })
    const expiresAt = robot.expiresAt === null ? null : Number(robot.expiresAt)
    return {
      result: { name: robot.fullName, secret: secret.revealed!, expiresAt, hours },
      after: auditedEnding(oldSecret),
    }
  })
}

const unauthorized = () => new Refusal('unauthorized', 'unauthorized')

/** No scope of anybody's permissions. */
const ownSecret =
  ({ id }: Robot) =>
  async (tx: Tx) => {
    const target = await robotTarget(tx, id)
    // Deleted since it proved who it is.
    if (!target) throw unauthorized()
    return { ...target, scope: { kind: 'own-secret' as const, robotId: id }, seenWith: 'signed-in' as const }
  }

/** Read again, now that nobody else changes the robot. */
async function refuseUnlessLetIn(tx: Tx, { id }: RobotRecord): Promise<void> {
  const select = { mayRotateSince: true, disabled: true, expiresAt: true } as const
  const { mayRotateSince, disabled, expiresAt } = await tx.robot.findUniqueOrThrow({ where: { id }, select })
  if (disabled || isExpired(expiresAt === null ? null : Number(expiresAt), nowSeconds())) throw unauthorized()
  if (mayRotateSince === null)
    throw new Refusal('forbidden', 'this robot account may not rotate its own secret', 'robot-may-not-rotate')
}

/** Which of two live ones makes room for the new one, if any; else why there is to be none now. */
async function endsFor(tx: Tx, { id: robotId, secretId = 0 }: Robot, { live }: HeldSecrets) {
  const made = await tx.robotSecret.findMany({
    where: { robotId },
    select: { id: true, createdAt: true, creatorType: true, creatorRef: true },
    orderBy: { id: 'desc' },
  })
  const isOwn = (each?: (typeof made)[number]) => each?.creatorType === 'robot' && each.creatorRef === robotId
  const by = new Map(made.map((each) => [each.id, each]))
  const verdict = selfRotation({
    live: live.map(({ id, activatedAt, end, retiresAfter }) => ({
      ...{ id, end, retiresAfter, own: isOwn(by.get(id)) },
      madeAt: by.get(id)!.createdAt.getTime(),
      firstUse: activatedAt?.getTime() ?? null,
    })),
    provedId: secretId,
    lastMadeAt: made.find(isOwn)?.createdAt.getTime() ?? null,
    now: now().getTime(),
  })
  if (verdict.kind === 'go') return verdict.ends
  throw refusalOf(verdict)
}

function refusalOf(verdict: Exclude<ReturnType<typeof selfRotation>, { kind: 'go' }>): Refusal {
  if (verdict.kind === 'gone') return unauthorized()
  if (verdict.kind === 'wait') {
    const seconds = Math.ceil(verdict.forMs / 1000)
    return new Refusal('too-many-requests', `too soon: again in ${seconds} seconds`, undefined, seconds)
  }
  if (verdict.kind === 'not-its-own')
    return new Refusal(
      'conflict',
      'somebody else has made a new secret, which was not used yet: use it, or have it ended',
    )
  const { until } = verdict
  const when = until === null ? 'one of them is ended' : new Date(until).toISOString()
  return new Refusal('conflict', `two secrets are in use until ${when}`)
}
