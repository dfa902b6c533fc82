import 'server-only'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { db } from '../store/db'

/** `total` for system admins only. */
export type ProjectStatistics = { public: number; private: number; total: number }

/** How many projects there are: all for system admins, else the public ones and those one is a member of. */
export async function countProjects(actor: Actor): Promise<ProjectStatistics> {
  const { role } = await rightsIn(db(), actor, { kind: 'system' })
  const open = await db().project.count({ where: { public: true } })
  if (role === 'systemAdmin') {
    const total = await db().project.count()
    return { public: open, private: Math.max(total - open, 0), total }
  }
  if (actor.kind !== 'user') return { public: open, private: 0, total: 0 }
  const members = { some: { userId: actor.id, user: { disabled: false } } }
  return { public: open, private: await db().project.count({ where: { public: false, members } }), total: 0 }
}
