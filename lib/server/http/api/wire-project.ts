import 'server-only'
import { isRole, roleIds } from '@/lib/domain/role'
import { metadataKeys, type MetadataKey, type WireProjectRequest } from '@/lib/domain/wire/project'
import type { ProjectSummary } from '../../projects/get-for-api'
import type { ApiProject } from '../../projects/list-for-api'
import type { Metadata } from '../../projects/metadata'
import { badRequest } from '../error-body'

// Parts of a registry that are not here are kept beside Harbor's metadata, under names that are no keys of it.
const allowlistName = 'cve_allowlist'
const storageName = 'storage_limit'

/** `Project`. Images are the registry's business, so the count of repositories stays zero. */
export function wireProject(project: ApiProject) {
  const roles = project.members.flatMap(({ role }) => (isRole(role) ? [roleIds[role]] : []))
  const kept = new Map(project.metadata.map(({ name, value }) => [name, value]))
  const metadata = metadataKeys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key)]] : []))
  return {
    project_id: project.id,
    owner_id: project.ownerId,
    owner_name: project.owner.username,
    name: project.name,
    creation_time: project.createdAt.toISOString(),
    update_time: project.updatedAt.toISOString(),
    ...(roles.length === 0 ? {} : { current_user_role_id: roles[0], current_user_role_ids: roles }),
    repo_count: 0,
    metadata: { public: String(project.public), ...Object.fromEntries(metadata) },
    cve_allowlist: { project_id: project.id, items: [], ...JSON.parse(kept.get(allowlistName) ?? '{}') },
  }
}

/** What a request says of a project: `public` in either of its two places, and what is only kept. */
export function projectFields(request: WireProjectRequest): { public?: boolean; metadata: Metadata } {
  const { public: inMetadata, ...others } = request.metadata ?? ({} as Partial<Record<MetadataKey, string>>)
  const metadata: Metadata = {}
  for (const [name, value] of Object.entries(others)) if (value !== undefined) metadata[name] = value
  if (request.cve_allowlist) metadata[allowlistName] = allowlistText(request.cve_allowlist)
  if (request.storage_limit !== undefined) metadata[storageName] = String(request.storage_limit)
  return { public: inMetadata ? booleanIn(inMetadata) : request.public, metadata }
}

function allowlistText({ items = [], expires_at }: NonNullable<WireProjectRequest['cve_allowlist']>): string {
  const named = items.flatMap(({ cve_id }) => (cve_id ? [{ cve_id }] : []))
  return JSON.stringify({ items: named, ...(expires_at === undefined ? {} : { expires_at }) })
}

/** A text of the metadata that means a truth value, as Go reads it. */
function booleanIn(text: string): boolean {
  if (/^(1|t|true)$/i.test(text)) return true
  if (/^(0|f|false)$/i.test(text)) return false
  throw badRequest(`invalid value of public in the metadata: ${text.slice(0, 100)}`)
}

/** `ProjectSummary`. No limit is -1, as in Harbor. */
export const wireSummary = ({ memberCounts, metadata }: ProjectSummary) => ({
  repo_count: 0,
  ...(memberCounts && {
    project_admin_count: memberCounts.projectAdmin,
    maintainer_count: memberCounts.maintainer,
    developer_count: memberCounts.developer,
    guest_count: memberCounts.guest,
    limited_guest_count: memberCounts.limitedGuest,
  }),
  ...(metadata && { quota: { hard: { storage: Number(metadata[storageName] ?? -1) }, used: { storage: 0 } } }),
})
