import 'server-only'
import type { Actor } from '../rights/actor'
import { change, type Target } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import type { Tx } from '../store/db'
import { openLinks, placeOfLinks } from './find'

/** Ends a link of one's own, and the secret in it is gone. *Stale* when it is over already; others' are *not found*. */
export async function withdrawLink(actor: Actor, id: number): Promise<void> {
  await change(
    actor,
    'account:update',
    'link.withdraw',
    (tx) => linkTarget(tx, id),
    async (tx) => {
      const { count } = await tx.oneTimeLink.updateMany({
        where: { id, triesLeft: { gt: 0 }, ...openLinks() },
        data: { box: null, withdrawnAt: now() },
      })
      if (count === 0) throw new Refusal('stale', 'this link is over already', 'link-over')
      return { result: undefined, after: { link: id } }
    },
  )
}

async function linkTarget(tx: Tx, id: number): Promise<Target<{ id: number }> | null> {
  const project = { select: { id: true, name: true } }
  const link = await tx.oneTimeLink.findUnique({
    where: { id },
    select: {
      makerId: true,
      robotId: true,
      robotName: true,
      secret: { select: { robot: { select: { project } } } },
    },
  })
  if (!link) return null
  return {
    row: { id },
    ...placeOfLinks(link.makerId),
    resource: {
      type: 'robot',
      id: link.robotId,
      name: link.robotName,
      project: link.secret?.robot.project ?? undefined,
    },
  }
}
