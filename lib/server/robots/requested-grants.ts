import 'server-only'
import { decodeAccess, encodeAccess, type Access } from '@/lib/domain/access'
import type { RequestedGrant } from '@/lib/domain/robot-request'
import type { Tx } from '../store/db'
import { Refusal } from '../errors'
import { inChunks } from '../store/in-chunks'
import type { StoredGrant } from './system-grants'

/** The stored form of what a request asks for; *not found* when it names a project that does not exist. */
export async function storedGrants(tx: Tx, requested: readonly RequestedGrant[]): Promise<StoredGrant[]> {
  const ids = await idsOf(
    tx,
    requested.flatMap((grant) => (grant.scope === 'project' ? [grant.project] : [])),
  )
  const grants = requested.map((grant): StoredGrant => {
    const access = encodeAccess(grant.access)
    const { scope } = grant
    if (scope !== 'project') return { scope, scopeKey: scope === 'system' ? '/' : '*', projectId: null, access }
    const projectId = ids.get(grant.project)
    if (projectId === undefined) throw new Refusal('not-found', `project ${grant.project.slice(0, 100)} not found`)
    return { scope: 'project', scopeKey: String(projectId), projectId, access }
  })
  return merged(grants)
}

async function idsOf(tx: Tx, names: string[]): Promise<Map<string, number>> {
  const rows = await inChunks([...new Set(names)], (chunk) =>
    tx.project.findMany({ where: { name: { in: chunk } }, select: { id: true, name: true } }),
  )
  return new Map(rows.flat().map(({ id, name }) => [name, id]))
}

/** A place named twice gets what both say. */
function merged(grants: readonly StoredGrant[]): StoredGrant[] {
  const access = new Map<string, Access[]>()
  for (const grant of grants) {
    access.set(grant.scopeKey, [...(access.get(grant.scopeKey) ?? []), ...decodeAccess(grant.access)])
  }
  const byKey = new Map(grants.map((grant) => [grant.scopeKey, grant]))
  return [...byKey.values()].map((grant) => ({ ...grant, access: encodeAccess(access.get(grant.scopeKey)!) }))
}
