import 'server-only'
import type { LinkRow } from '@/lib/domain/link-row'
import type { Page } from '@/lib/domain/list-query'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { Refusal } from '../errors'
import { db } from '../store/db'
import { stateOf } from './find'

/** One page of the links that somebody has made, newest first, those that are over too while they are kept. */
export async function listLinks(actor: Actor, { page, size }: { page: number; size: number }): Promise<Page<LinkRow>> {
  if (actor.kind !== 'user') throw new Refusal('forbidden', 'only users have links')
  await rightsToRead(actor, 'account:update', {
    scope: { kind: 'account', userId: actor.id },
    seenWith: 'account:update',
  })
  const where = { makerId: actor.id }
  const [total, links] = await Promise.all([
    db().oneTimeLink.count({ where }),
    db().oneTimeLink.findMany({ where, orderBy: { id: 'desc' }, skip: (page - 1) * size, take: size }),
  ])
  return { total, rows: links.map(toRow) }
}

type Found = Awaited<ReturnType<ReturnType<typeof db>['oneTimeLink']['findMany']>>[number]

export const toRow = (link: Found): LinkRow => ({
  id: link.id,
  robotName: link.robotName,
  state: stateOf(link),
  guarded: link.guarded,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  openedAt: link.openedAt?.toISOString() ?? null,
  openedFrom: link.openedFrom,
  openedWith: link.openedWith,
})
