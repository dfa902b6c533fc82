import { z } from 'zod'
import type { Access } from './access'
import { legacyPrefix, oldAccessList, oldId, ownAccess, unixSeconds } from './legacy-claims'

/**
 * Upper case was allowed then. What was not, or cannot be told apart in a login, is refused: Harbor's own list of
 * characters, the colon that ends a Basic user name, and the plus that stands between project and name today.
 */
const account = z
  .string()
  .transform((name) => (name.startsWith(legacyPrefix) ? name.slice(legacyPrefix.length) : name))
  .pipe(z.string().regex(/^[^\s,~#$%:+\p{C}]{1,255}$/u, 'is no name that a robot account could have'))

/** A compact JWT, and no longer than what a login may send. */
const token = z
  .string()
  .trim()
  .max(4_000)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'is no JSON Web Token')

/** The file that Harbor's page offered when a robot was made. */
const tokenFile = z.object({ name: account, token })

/** An entry of `GET /api/projects/<id>/robots`; `token` where somebody has added it. -1 = never expires. */
const listEntry = z.object({
  id: oldId,
  name: account,
  project_id: oldId,
  description: z.string().max(1024).nullish(),
  expires_at: z.union([z.literal(-1), unixSeconds]),
  disabled: z.boolean(),
  creation_time: z.iso.datetime({ offset: true }).nullish(),
  access: oldAccessList.nullish(),
  token: token.optional(),
})

/** One entry of an export. What only one of the two forms says is null in the other. */
export type LegacyEntry = {
  account: string
  token: string | null
  listed: {
    robotId: number
    projectId: number
    description: string
    disabled: boolean
    expiresAt: number | null
    createdAt: Date | null
    access: Access[] | null
  } | null
}

/** `position` counts from 1, as people count entries. */
export type ParsedEntry = { position: number } & (
  { ok: true; entry: LegacyEntry } | { ok: false; name: string | null; problem: string }
)
export type ParsedExport = { ok: true; entries: ParsedEntry[] } | { ok: false; problem: string }

/** Reads an export: one entry or an array of them, each by itself. Never throws. */
export function parseLegacyExport(text: string): ParsedExport {
  const json = parseJson(text.replace(/^\uFEFF/, ''))
  if (json === undefined) return { ok: false, problem: 'is not JSON' }
  const list: unknown[] = Array.isArray(json) ? json : [json]
  if (list.length === 0) return { ok: false, problem: 'holds no entries' }
  if (list.some((each) => typeof each !== 'object' || each === null || Array.isArray(each))) {
    return { ok: false, problem: 'must hold one robot account or a list of them, each a JSON object' }
  }
  return { ok: true, entries: list.map((each, at) => ({ position: at + 1, ...parseEntry(each as object) })) }
}

function parseEntry(value: object) {
  const name = 'name' in value && typeof value.name === 'string' ? value.name.slice(0, 300) : null
  const isTokenFile = 'token' in value && !('id' in value)
  const parsed = isTokenFile ? tokenFile.safeParse(value) : listEntry.safeParse(value)
  if (!parsed.success) return { ok: false as const, name, problem: sentence(parsed.error) }
  if (!('id' in parsed.data)) {
    return { ok: true as const, entry: { account: parsed.data.name, token: parsed.data.token, listed: null } }
  }
  const data = parsed.data
  const access = data.access ? ownAccess(data.access, data.project_id) : null
  if (data.access && !access)
    return { ok: false as const, name, problem: 'names a permission on another project than its own' }
  const listed = {
    robotId: data.id,
    projectId: data.project_id,
    description: data.description ?? '',
    disabled: data.disabled,
    expiresAt: data.expires_at === -1 ? null : data.expires_at,
    createdAt: data.creation_time ? new Date(data.creation_time) : null,
    access,
  }
  return { ok: true as const, entry: { account: data.name, token: data.token ?? null, listed } }
}

/** `undefined` is what no JSON means. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The first thing that is wrong, with the name of its field. */
function sentence({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!
  return `${path.join('.') || 'the entry'}: ${message}`
}
