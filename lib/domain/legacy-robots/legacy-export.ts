import { z } from 'zod'
import { oldPermissions, oldRights, type OldRights } from './legacy-access'
import { legacyPrefix, oldId, unixSeconds } from './legacy-claims'
import { firstProblem } from './legacy-problem'

/**
 * Upper case was allowed then. What cannot be told apart in a login is refused: Harbor's own list of characters, blanks,
 * the colon that ends a Basic user name, and the plus that stands between project and name today.
 */
const account = z
  .string()
  .transform(bareAccount)
  .pipe(
    z
      .string()
      .regex(/^[^\s,~#$%:+\p{C}]{1,255}$/u, 'is empty, too long, or has a character that no name may have here'),
  )

/** A compact JWT, and no longer than what a login may send. */
const token = z
  .string()
  .trim()
  .max(8_000)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'is no JSON Web Token')

/** PostgreSQL cannot store a NUL. */
const description = z.string().refine((text) => [...text].length <= 1024 && !text.includes('\0'), 'is no description')
const unlisted = z.never('does not belong to what else the entry says').optional()

/** What every list says of a robot. -1 = never expires. From 1.10 on `token` is there and empty. */
const listed = {
  id: oldId,
  name: account,
  description: description.nullish(),
  expires_at: z.union([z.literal(-1), unixSeconds]),
  creation_time: z.iso.datetime({ offset: true }).nullish(),
  token: token.or(z.literal('')).optional(),
}
/** Nothing that Harbor writes: what its robots may do is in their tokens alone. */
const access = oldPermissions.min(1, 'is empty').nullish()

/** An entry of `GET /api/projects/<id>/robots` of 1.8 to 1.10, and `/api/v2.0/…` of 2.0 and 2.1. */
const entry = z.object({ ...listed, project_id: oldId, disabled: z.boolean(), disable: unlisted, access })

/** The same robot in the lists of 2.2 to 2.12, which do not say its project. */
const laterEntry = z.object({
  ...listed,
  project_id: oldId.optional(),
  disable: z.boolean(),
  disabled: unlisted,
  level: z.literal('project'),
  editable: z.literal(false),
  permissions: z.array(z.unknown()).max(0, 'must be empty for a legacy robot account').nullish(),
  access,
})

/** The file that Harbor's page offered when a robot was made. What else it says counts as well. */
const tokenFile = entry.omit({ id: true }).partial().extend({ name: account, token })

/** One entry of an export. What it does not say is null (`expiresAt`: undefined, since null = never). */
export type LegacyEntry = {
  account: string
  token: string | null
  /** null in a token file: the token knows. */
  robotId: number | null
  projectId: number | null
  description: string | null
  disabled: boolean | null
  expiresAt: number | null | undefined
  createdAt: Date | null
  rights: OldRights | null
}

/** `position` counts from 1, as people count entries. Of what cannot be read: whom it is about, as far as it says. */
export type ParsedEntry = { position: number } & (
  { ok: true; entry: LegacyEntry } | { ok: false; name: string | null; robotId: number | null; problem: string }
)
type ParsedExport = { ok: true; entries: ParsedEntry[] } | { ok: false; problem: string }

/**
 * Reads an export: one entry or an array of them, each by itself. An entry that says of nobody that it is about him
 * spoils the whole: it might say that somebody is disabled. Never throws.
 */
export function parseLegacyExport(text: string): ParsedExport {
  const json = parseJson(text.replace(/^\uFEFF/, ''))
  if (json === undefined) return { ok: false, problem: 'is not JSON' }
  const list: unknown[] = Array.isArray(json) ? json : [json]
  if (list.length === 0) return { ok: false, problem: 'holds no entries' }
  if (list.some((each) => typeof each !== 'object' || each === null || Array.isArray(each))) {
    return { ok: false, problem: 'must hold one robot account or a list of them, each a JSON object' }
  }
  const entries = list.map((each, at) => ({ position: at + 1, ...parseEntry(each as Record<string, unknown>) }))
  const nobody = entries.find((each) => !each.ok && each.name === null && each.robotId === null)
  if (nobody) return { ok: false, problem: `does not say whom its entry ${nobody.position} is about: no name, no id` }
  return { ok: true, entries }
}

/** Without the prefix, where it has it. */
export function bareAccount(name: string): string {
  return name.startsWith(legacyPrefix) ? name.slice(legacyPrefix.length) : name
}

function parseEntry(value: Record<string, unknown>) {
  const { name, id } = value
  const refuse = (problem: string) => ({
    ok: false as const,
    name: typeof name === 'string' ? name.slice(0, 300) : null,
    robotId: oldId.safeParse(typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id).data ?? null,
    problem,
  })
  if (isOfToday(value)) {
    return refuse('it is a robot account of Harbor 2.2 or later, which has a secret and no token: make it anew here')
  }
  const parsed = formOf(value).safeParse(value)
  if (!parsed.success) return refuse(firstProblem(parsed.error))
  const read = toEntry(parsed.data)
  return typeof read === 'string' ? refuse(read) : { ok: true as const, entry: read }
}

/** Lists of 2.2 and later hold both kinds, told apart by `editable`; an exported secret is in none of the old files. */
const isOfToday = ({ editable, secret }: Record<string, unknown>): boolean =>
  editable === true || (typeof secret === 'string' && secret !== '')

function formOf(value: object) {
  if (!('id' in value) && 'token' in value) return tokenFile
  return 'editable' in value || 'disable' in value || 'level' in value ? laterEntry : entry
}

type Parsed = z.output<typeof entry> | z.output<typeof laterEntry> | z.output<typeof tokenFile>

function toEntry(data: Parsed): LegacyEntry | string {
  const projectId = data.project_id ?? null
  if (data.access && projectId === null) return 'project_id: is needed to understand its access'
  const rights = data.access ? oldRights(data.access, projectId!) : null
  if (typeof rights === 'string') return `access: ${rights}`
  return {
    account: data.name,
    token: data.token || null,
    robotId: 'id' in data ? data.id : null,
    projectId,
    description: data.description ?? null,
    disabled: data.disabled ?? ('disable' in data ? (data.disable ?? null) : null),
    expiresAt: data.expires_at === -1 ? null : data.expires_at,
    createdAt: data.creation_time ? new Date(data.creation_time) : null,
    rights,
  }
}

/** `undefined` is what no JSON means. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
