import 'server-only'
import type { AuditAlike } from '@/lib/domain/audit/audit-fields'
import { heaviest, maxNamedProjects, widensPlace, type ProjectsChange } from '@/lib/domain/difference/robot-difference'
import { accessKeys, decodeAccess } from '@/lib/domain/permissions/access'
import type { Tx } from '../store/db'

/** In characters, of both sides of a group: an event must not grow with what it is about. */
const maxGroupLength = 2_000

/** What becomes of these projects, by what was held there and what is: what lists of names cannot tell of so many. */
export async function projectGroups(
  tx: Tx,
  lost: ReadonlyMap<number, string>,
  gained: ReadonlyMap<number, string>,
): Promise<AuditAlike> {
  const groups = new Map<string, ProjectsChange & { texts: [string | null, string | null]; ids: number[] }>()
  for (const id of new Set([...lost.keys(), ...gained.keys()])) {
    const texts: [string | null, string | null] = [lost.get(id) ?? null, gained.get(id) ?? null]
    const key = JSON.stringify(texts)
    const [before, after] = texts.map((text) => text && accessKeys(decodeAccess(text)))
    const group = groups.get(key) ?? {
      before: before || null,
      after: after || null,
      count: 0,
      some: [],
      texts,
      ids: [],
    }
    if (group.ids.length < maxNamedProjects) group.ids.push(id)
    groups.set(key, { ...group, count: group.count + 1 })
  }
  const { told, others } = heaviest([...groups.values()])
  const [short, long] = [told.filter(isShort), told.filter((each) => !isShort(each))]
  const where = { id: { in: short.flatMap(({ group }) => group.ids) } }
  const names = new Map((await tx.project.findMany({ where })).map(({ id, name }) => [id, name]))
  return {
    groups: short.map(({ group: { texts, count, ids } }) => ({
      before: texts[0],
      after: texts[1],
      count,
      some: ids.flatMap((id) => names.get(id) ?? []),
    })),
    others: {
      count: long.reduce((sum, { group }) => sum + group.count, others.count),
      wider: others.wider || long.some(({ change }) => widensPlace(change)),
    },
  }
}

const isShort = ({ group }: { group: { texts: (string | null)[] } }): boolean =>
  group.texts.join('').length <= maxGroupLength
