import 'server-only'
import type { LinkRow } from '@/lib/domain/links/link-row'
import type { Actor } from '../rights/actor'
import { rightsToRead } from '../rights/authorize'
import { db } from '../store/db'
import { asTheyStand, placeOfLinks, toRow } from './find'

/** What has become of a link of one's own; *not found* for others, as for one that is not there. */
export async function getLink(actor: Actor, id: number): Promise<LinkRow> {
  const link = await db().oneTimeLink.findUnique({ where: { id } })
  await rightsToRead(actor, 'account:update', link && placeOfLinks(link.makerId))
  const [standing] = await asTheyStand(db(), [link!])
  return toRow(standing!)
}
