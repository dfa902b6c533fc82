import 'server-only'
import { isRole, roleIds, type Role } from '@/lib/domain/permissions/role'
import { newProjectName } from '@/lib/domain/projects/project-schema'
import { metadataKeys, type MetadataKey, type WireProjectRequest } from '@/lib/domain/wire/project'
import type { ApiProject } from '../../projects/list-for-api'
import type { Metadata } from '../../projects/metadata'
import { badRequest } from '../exchange/error-body'

// A part of a registry that is not here is kept beside Harbor's metadata, under a name that is no key of it.
const allowlistName = 'cve_allowlist'

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
    cve_allowlist: { id: project.id, project_id: project.id, ...neverChanged, items: [], ...allowlistIn(kept) },
  }
}

/** The same without its details. */
export function wireBriefProject(project: ApiProject) {
  const { owner_name: _, metadata: __, cve_allowlist: ___, ...brief } = wireProject(project)
  return { ...brief, cve_allowlist: { ...neverChanged, items: null } }
}

/** Harbor's times of what nobody has written. */
const neverChanged = { creation_time: '0001-01-01T00:00:00.000Z', update_time: '0001-01-01T00:00:00.000Z' }

const allowlistIn = (kept: Map<string, string>): object => JSON.parse(kept.get(allowlistName) ?? '{}') as object

/** The project that a request wants made, or 400. Two blanks in the first sentence, as Harbor has them. */
export function newProjectOf(request: WireProjectRequest): { name: string; public: boolean; metadata: Metadata } {
  const { project_name: asked } = request
  if (!asked) throw badRequest('Project name  is illegal in length. (greater than 255 or less than 1)')
  const name = newProjectName.safeParse(asked)
  if (!name.success) throw badRequest('project name is not in lower case or contains illegal characters')
  const { public: isPublic = false, metadata } = projectFields(request)
  return { name: name.data, public: isPublic, metadata }
}

/** What a request says of a project: `public` in either of its two places, and what is only kept. */
export function projectFields(request: WireProjectRequest): { public?: boolean; metadata: Metadata } {
  const { public: inMetadata, ...others } = request.metadata ?? ({} as Partial<Record<MetadataKey, string>>)
  const metadata: Metadata = {}
  for (const [name, value] of Object.entries(others)) if (value !== undefined) metadata[name] = value
  if (request.cve_allowlist) metadata[allowlistName] = allowlistText(request.cve_allowlist)
  refuseLimit(request.storage_limit ?? 0)
  return { public: inMetadata ? booleanIn(inMetadata) : request.public, metadata }
}

function allowlistText({ items = [], expires_at }: NonNullable<WireProjectRequest['cve_allowlist']>): string {
  const named = items.flatMap(({ cve_id }) => (cve_id ? [{ cve_id }] : []))
  return JSON.stringify({ items: named, ...(expires_at === undefined ? {} : { expires_at }) })
}

const maxStorage = 1024 ** 5

/** No project has a quota here, but what could be none is still refused; no limit is -1. */
function refuseLimit(limit: number): void {
  if (limit < -1) throw badRequest(`bad request: invalid non-positive value for quota limit, value=${limit}`)
  if (limit <= maxStorage) return
  throw badRequest(`bad request: exceeded 1024TB, which is ${maxStorage} Bytes, value=${limit}`)
}

function booleanIn(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw badRequest(`metadata.public should only be 'true' or 'false', but got: '${text.slice(0, 100)}'`)
}

/** `ProjectSummary`. Nobody in a role is left out, and the quota too, as in a Harbor whose projects have none. */
export const wireSummary = (memberCounts: Record<Role, number> | null) => ({
  repo_count: 0,
  ...(memberCounts && {
    project_admin_count: memberCounts.projectAdmin || undefined,
    maintainer_count: memberCounts.maintainer || undefined,
    developer_count: memberCounts.developer || undefined,
    guest_count: memberCounts.guest || undefined,
    limited_guest_count: memberCounts.limitedGuest || undefined,
  }),
})
