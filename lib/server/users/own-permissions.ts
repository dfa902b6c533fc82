import 'server-only'
import { accessKey, type Access } from '@/lib/domain/permissions/access'
import { harborProjectPairs, harborSystemPairs } from '@/lib/domain/permissions/harbor-permissions'
import { isGrantable } from '@/lib/domain/permissions/permission-catalog'
import type { Actor } from '../rights/actor'
import { harborRightsIn } from '../rights/harbor-rights'
import { db } from '../store/db'
import { findProjectBy, projectScope } from '../projects/find'

/** Where somebody asks what they may: nowhere is null. */
export type AskedScope = { kind: 'system' } | { kind: 'project'; id: number } | null

/**
 * What Harbor would let the actor do in a scope, from which its clients decide what to show: also with what is not here.
 * It gives nobody anything; in the system only system admins are told. Of a project that does not exist they are told
 * as of any other, as in Harbor, and everybody else nothing.
 */
export async function listOwnPermissions(actor: Actor, asked: AskedScope): Promise<readonly Access[]> {
  if (!asked) return []
  if (asked.kind === 'system') {
    const may = actor.kind === 'robot' ? () => false : await harborRightsIn(actor, asked)
    return harborSystemPairs.filter((pair) => may(accessKey(pair)))
  }
  const project = asked.id > 0 && asked.id < 2 ** 31 ? await findProjectBy(db(), { id: asked.id }) : null
  if (!project && actor.kind === 'robot') return []
  // No project has this id, so nobody has a role in it.
  const may = await harborRightsIn(actor, projectScope(project ?? { id: -1, public: false }))
  const pairs = harborProjectPairs.projectAdmin.filter((pair) => may(accessKey(pair)))
  return actor.kind === 'robot' ? pairs.filter((pair) => isGrantable('project', pair)) : pairs
}
