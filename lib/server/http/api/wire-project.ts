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
    ...(roles.length > 0 && { current_user_role_id: roles[0] }),
    current_user_role_ids: roles.length > 0 ? roles : null,
    repo_count: 0,
    metadata: { public: String(project.public), ...Object.fromEntries(metadata) },
    cve_allowlist: { project_id: project.id, items: [], ...JSON.parse(kept.get(allowlistName) ?? '{}') },
  }
}

/** The same without its details. */
export function wireBriefProject(project: ApiProject) {
  const { owner_name: _, metadata: __, cve_allowlist: ___, ...brief } = wireProject(project)
  const never = '0001-01-01T00:00:00.000Z'
  return { ...brief, cve_allowlist: { creation_time: never, items: null, update_time: never } }
}

/** What a request says of a project: `public` in either of its two places, and what is only kept. */
export function projectFields(request: WireProjectRequest): { public?: boolean; metadata: Metadata } {
  const { public: inMetadata, ...others } = request.metadata ?? ({} as Partial<Record<MetadataKey, string>>)
  const metadata: Metadata = {}
  for (const [name, value] of Object.entries(others)) if (value !== undefined) metadata[name] = value
  if (request.cve_allowlist) metadata[allowlistName] = allowlistText(request.cve_allowlist)
  if (request.storage_limit) metadata[storageName] = storageText(request.storage_limit)
  return { public: inMetadata ? booleanIn(inMetadata) : request.public, metadata }
}

function allowlistText({ items = [], expires_at }: NonNullable<WireProjectRequest['cve_allowlist']>): string {
  const named = items.flatMap(({ cve_id }) => (cve_id ? [{ cve_id }] : []))
  return JSON.stringify({ items: named, ...(expires_at === undefined ? {} : { expires_at }) })
}

const maxStorage = 1024 ** 5

/** None is -1. */
function storageText(limit: number): string {
  if (limit < -1) throw badRequest(`bad request: invalid non-positive value for quota limit, value=${limit}`)
  if (limit <= maxStorage) return String(limit)
  throw badRequest(`bad request: exceeded 1024TB, which is ${maxStorage} Bytes, value=${limit}`)
}

function booleanIn(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw badRequest(`metadata.public should only be 'true' or 'false', but got: '${text.slice(0, 100)}'`)
}

/** `ProjectSummary`. No limit is -1, and nobody in a role is left out, as in Harbor. */
export const wireSummary = ({ memberCounts, metadata }: ProjectSummary) => ({
  repo_count: 0,
  ...(memberCounts && {
    project_admin_count: memberCounts.projectAdmin || undefined,
    maintainer_count: memberCounts.maintainer || undefined,
    developer_count: memberCounts.developer || undefined,
    guest_count: memberCounts.guest || undefined,
    limited_guest_count: memberCounts.limitedGuest || undefined,
  }),
  ...(metadata && { quota: { hard: { storage: Number(metadata[storageName] ?? -1) }, used: { storage: 0 } } }),
})
