import 'server-only'
import type { LinkRow } from '@/lib/domain/links/link-row'
import type { Page } from '@/lib/domain/lists/list-query'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { Refusal } from '../errors'
import { db } from '../store/db'
import { asTheyStand, placeOfLinks, toRow } from './find'

/** One page of the links that somebody has made, newest first, those that are over too while they are kept. */
export async function listLinks(actor: Actor, { page, size }: { page: number; size: number }): Promise<Page<LinkRow>> {
  if (actor.kind !== 'user') throw new Refusal('forbidden', 'only users have links')
  await rightsToRead(actor, 'account:update', placeOfLinks(actor.id))
  const where = { makerId: actor.id }
  const [total, links] = await Promise.all([
    db().oneTimeLink.count({ where }),
    db().oneTimeLink.findMany({ where, orderBy: { id: 'desc' }, skip: (page - 1) * size, take: size }),
  ])
  return { total, rows: (await asTheyStand(db(), links)).map(toRow) }
}
