import { z } from 'zod'
import { maybe, wireBoolean, wireInteger, wireList, wireObject, wireText, wireTime } from './values'

/** Harbor's keys of a project's metadata. All but `public` belong to parts of a registry that are not here: kept, and given back. */
export const metadataKeys = [
  'public',
  'enable_content_trust',
  'enable_content_trust_cosign',
  'prevent_vul',
  'severity',
  'auto_scan',
  'auto_sbom_generation',
  'reuse_sys_cve_allowlist',
  'retention_id',
  'proxy_speed_kb',
  'max_upstream_conn',
  'proxy_cache_local_on_not_found',
  'proxy_referrer_api',
  'proxy_cache_filter_pattern',
  'proxy_cache_filter_kind',
] as const
export type MetadataKey = (typeof metadataKeys)[number]

const metadataOf = <Value extends z.ZodType>(value: Value) =>
  Object.fromEntries(metadataKeys.map((key) => [key, value])) as Record<MetadataKey, Value>

const maxMetadataLength = 1_000
const maxAllowedCves = 1_000
const metadataText = wireText.max(maxMetadataLength, `should be at most ${maxMetadataLength} chars long`)

const cveAllowlist = wireObject({
  id: maybe(wireInteger),
  project_id: maybe(wireInteger),
  expires_at: maybe(wireInteger),
  items: maybe(
    wireList(wireObject({ cve_id: maybe(metadataText) })).max(
      maxAllowedCves,
      `should have at most ${maxAllowedCves} items`,
    ),
  ),
})

/** `ProjectReq`, for creating and for changing. */
export const projectRequest = wireObject({
  project_name: maybe(wireText.max(255, 'should be at most 255 chars long')),
  public: maybe(wireBoolean),
  metadata: maybe(wireObject(metadataOf(maybe(metadataText)))),
  cve_allowlist: maybe(cveAllowlist),
  storage_limit: maybe(wireInteger),
  registry_id: maybe(wireInteger),
})
export type WireProjectRequest = z.output<typeof projectRequest>

/** `ProjectMetadata`: one entry, or all there are. */
export const projectMetadata = z.object(metadataOf(z.string().optional()))
/** The same as it is sent: which names and values there are the operations say. */
export const metadataRequest = z.record(z.string(), metadataText, 'must be of type object')

/** `Project`. */
export const projectAnswer = z.object({
  project_id: z.int(),
  owner_id: z.int(),
  owner_name: z.string(),
  name: z.string(),
  creation_time: wireTime,
  update_time: wireTime,
  current_user_role_id: z.int().optional(),
  current_user_role_ids: z.array(z.int()).nullable(),
  repo_count: z.int(),
  metadata: z.object(metadataOf(z.string().optional())),
  cve_allowlist: z.object({
    id: z.int(),
    project_id: z.int(),
    creation_time: wireTime,
    update_time: wireTime,
    expires_at: z.int().optional(),
    items: z.array(z.object({ cve_id: z.string() })),
  }),
})

/** `ProjectDeletable`. */
export const projectDeletable = z.object({ deletable: z.boolean(), message: z.string().optional() })

/** `ProjectSummary`: what the caller may know of. */
export const projectSummary = z.object({
  repo_count: z.int(),
  project_admin_count: z.int().optional(),
  maintainer_count: z.int().optional(),
  developer_count: z.int().optional(),
  guest_count: z.int().optional(),
  limited_guest_count: z.int().optional(),
})
