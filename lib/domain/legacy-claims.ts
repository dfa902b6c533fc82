import { z } from 'zod'
import { accessKey, parseAccessKey, type Access } from './access'

/** What Harbor before 2.2 put before every account; the prefix of today's settings has no part in it. */
export const legacyPrefix = 'robot$'
export const legacyFullName = (account: string): string => legacyPrefix + account

/** The issuer in every robot's token, in all versions before 2.2. Registry tokens of the same key have another. */
export const legacyIssuer = 'harbor-token-defaultIssuer'

/** All that such a robot could ever be given: pushing and pulling artifacts and Helm charts. */
const possible = ['repository:pull', 'repository:push', 'helm-chart:read', 'helm-chart-version:create']

/** A number of the old system: its project or robot ids. */
export const oldId = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)
export const unixSeconds = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)
const lastDateSecond = 8_640_000_000_000

type OldAccess = Access & { projectId: number }

/** `{resource: "/project/7/repository", action: "push"}`; older versions wrote the keys in capitals. */
const oldAccess = z
  .union([
    z.object({ resource: z.string(), action: z.string(), effect: z.string().optional() }),
    z
      .object({ Resource: z.string(), Action: z.string(), Effect: z.string().optional() })
      .transform((old) => ({ resource: old.Resource, action: old.Action, effect: old.Effect })),
  ])
  .transform(({ resource: path, action, effect = '' }, context): OldAccess => {
    const [, projectId = '', resource = ''] = /^\/project\/([1-9]\d{0,14})\/([a-z-]{1,50})$/.exec(path) ?? []
    const isPossible = possible.includes(accessKey({ resource, action })) && (effect === '' || effect === 'allow')
    if (projectId !== '' && isPossible) return { projectId: Number(projectId), resource, action }
    context.addIssue(`${action.slice(0, 50)} on ${path.slice(0, 100)} is nothing that a legacy robot account may do`)
    return z.NEVER
  })

export const oldAccessList = z.array(oldAccess).min(1, 'is empty').max(50)

/** The rights in the robot's own project, pull always among them; null when one is about another project. */
export function ownAccess(access: readonly OldAccess[], projectId: number): Access[] | null {
  if (access.some((each) => each.projectId !== projectId)) return null
  const keys = new Set(['repository:pull', ...access.map(accessKey)])
  return possible.filter((key) => keys.has(key)).map(parseAccessKey)
}

const claims = z.object({
  iss: z.literal(legacyIssuer),
  id: oldId,
  pid: oldId,
  access: oldAccessList,
  exp: unixSeconds.optional(),
  iat: unixSeconds.max(lastDateSecond).optional(),
})

/** What the signed part of a legacy token says: the rights of one robot in one project, both by their old ids. */
export type LegacyClaims = {
  robotId: number
  projectId: number
  access: Access[]
  /** Unix seconds; null = never. */
  expiresAt: number | null
  issuedAt: Date | null
}

/** Reads the payload of a token; null for what no robot's token holds. Whether it is signed is not asked here. */
export function parseLegacyClaims(payload: unknown): LegacyClaims | null {
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return null
  const { id, pid, exp, iat } = parsed.data
  const access = ownAccess(parsed.data.access, pid)
  if (!access) return null
  const issuedAt = iat === undefined ? null : new Date(iat * 1000)
  return { robotId: id, projectId: pid, access, expiresAt: exp ?? null, issuedAt }
}
