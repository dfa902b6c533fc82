import { z } from 'zod'
import { decodeAccess, type Access } from '../permissions/access'
import { checkedAccess, maxGroups, maxPlacePatterns, pushLacksPull } from '../permissions/access-groups'
import { isGrantable, type PermissionLevel } from '../permissions/permission-catalog'
import type { AskedGrants, PlacedAccess, ProjectKey } from '../permissions/grant'
import { isTypableSecret } from '../texts/secret-rule'
import { maxDurationDays, neverExpires } from './expiry'
import { maxDescriptionLength, maxLoginNameLength, robotNamePattern } from './robot-name'

// Messages are keys of the `robots.invalid` texts: the same schema speaks for the form, the action and the API.

export const robotName = z.string().max(maxLoginNameLength, 'name').regex(robotNamePattern, 'name')
/** A NUL is the one character that PostgreSQL cannot store. */
export const robotDescription = z
  .string()
  .max(maxDescriptionLength, 'description')
  .refine((text) => !text.includes('\0'), 'description')
/** Whole days from creation, or -1 = never. */
export const durationDays = z
  .number('expiration')
  .int('expiration')
  .max(maxDurationDays, 'expiration')
  .refine((days) => days === neverExpires || days >= 1, 'expiration')
/** Projects follow the rule of robots' names. */
const projectName = z.string().max(255).regex(robotNamePattern)
export const robotId = z.number().int().positive()

/** In characters: a permission key, or one group of them as they are stored. */
const maxKeysLength = maxPlacePatterns + 2_000
/** All of a project, and as many groups of what can be narrowed. */
const maxKeys = 200 + maxGroups * 40

/**
 * Permission keys such as `repository:push`, all grantable at the level, push never without pull. Narrowed ones as
 * `[app/*]repository:push`, or a group at once, as in the stored form: `[app/*]repository:pull+repository:push`.
 */
const accessAt = (level: PermissionLevel) =>
  z
    .array(z.string().max(maxKeysLength))
    .max(maxKeys, 'permissions')
    .transform((keys) => keys.flatMap(decodeAccess))
    .refine((access) => access.every((pair) => isGrantable(level, pair)), { error: 'permissionUnknown', abort: true })
    .transform((access, context): Access[] => {
      const checked = checkedAccess(access)
      if ('ok' in checked) return checked.ok
      context.addIssue(checked.fault.reason === 'projectWide' ? 'patternsProjectWide' : 'patterns')
      return z.NEVER
    })
    .refine((access) => !pushLacksPull(access), 'pushNeedsPull')

/** What a robot may do in a project: at least one permission. */
export const projectAccess = accessAt('project').refine((access) => access.length > 0, 'permissions')
/** What a system robot may do in the registry as a whole: may be nothing. */
export const systemAccess = accessAt('system')

/** Bounds one request; far more projects than a base set plus differences ever has to name. */
const maxNamedProjects = 50_000
/** Beyond this a column's width ends, and with it every id there can be. */
const maxId = 2 ** 31 - 1
const projectIds = z.array(z.number().int().positive().max(maxId)).max(maxNamedProjects, 'projects')

/** `SelectionChanges`, checked: see project-selection.ts. */
const selectionChanges = z.object({
  base: projectAccess.optional(),
  overrides: z
    .array(z.object({ access: projectAccess, projects: projectIds.min(1) }))
    .max(maxNamedProjects, 'projects'),
  unselected: projectIds,
})

/** Every project there is and will be, or a selection. */
const coveredProjects = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), access: projectAccess }),
  z.object({ kind: z.literal('selected'), selection: selectionChanges }),
])
export type CoveredProjects = z.output<typeof coveredProjects>
export type CoveredProjectsForm = z.input<typeof coveredProjects>

/** A missing duration is the system's default; of a robot that there is, its own. */
const fields = {
  description: robotDescription,
  durationDays: durationDays.optional(),
  mayRotate: z.boolean().optional(),
}
const projectRobot = z.object({ level: z.literal('project'), project: projectName, ...fields, access: projectAccess })
const systemRobot = z.object({ level: z.literal('system'), ...fields, systemAccess, projects: coveredProjects })
type ProjectRobotInput = z.output<typeof projectRobot>
type SystemRobotInput = z.output<typeof systemRobot>

/** No secret = generate one. */
export const chosenSecret = z.string().refine(isTypableSecret, 'secret').optional()

const isNew = { name: robotName, secret: chosenSecret }
/** With the version that the form was filled in against. */
const isEdit = { id: robotId, version: z.number().int().positive() }

/** Everything the wizard sends for a new robot, and what that asks for. */
export const createRobotInput = z
  .discriminatedUnion('level', [projectRobot.extend(isNew), systemRobot.extend(isNew)])
  .transform(robotSpec)
/** An edit: only what the form may change. */
export const updateRobotInput = z
  .discriminatedUnion('level', [projectRobot.extend(isEdit), systemRobot.extend(isEdit)])
  .transform(robotSpec)

export const setRobotDisabledInput = z.object({ id: robotId, disabled: z.boolean() })
/** Of many the pages send so many at a time. */
const robotIds = z.array(robotId).min(1).max(100)
export const removeRobotsInput = z.object({ ids: robotIds })
export const setRobotsDisabledInput = z.object({ ids: robotIds, disabled: z.boolean() })
/** Another duration, where the present one is still the one that was seen. */
const durationChange = z.object({ id: robotId, durationDays, seen: durationDays })
export type DurationChange = z.output<typeof durationChange>
export const setRobotDurationsInput = z.object({ robots: z.array(durationChange).min(1).max(100) })

/** So many clones at a time. */
export const maxClones = 50
/** One robot under a new name, in these projects; none named = where it is. */
export const cloneRobotsInput = z.object({
  id: robotId,
  name: robotName,
  projects: z
    .array(robotId)
    .min(1)
    .max(maxClones)
    .transform((ids) => [...new Set(ids)])
    .optional(),
})
/** One of them. */
export type RobotClone = { id: number; name: string; project?: number }

/** What a robot is to be, whoever asks in whatever form. */
export type RobotSpec = {
  level: PermissionLevel
  /** Where it lives; null for a robot of the system. */
  project: ProjectKey | null
  /** Without prefix and project. */
  name: string
  description: string
  /** From creation, -1 = never. None = the system's default; of a robot that there is, its own. */
  durationDays?: number
  /** None = no; of a robot that there is, as it stands. */
  disabled?: boolean
  /** Whether it may rotate its own secret. None = no; of a robot that there is, as it stands. */
  mayRotate?: boolean
  /** None = generate one. */
  secret?: string
  grants: AskedGrants
}

/** What a robot that there is is to become. Level, project and full name say which is meant: they cannot change. */
export type RobotEdit = Omit<RobotSpec, 'name' | 'secret'> & {
  id: number
  fullName?: string
  /** Of the robot that the edit was made from. None = whatever it is now. */
  version?: number
}

/** What the form for either level asks for; its other fields stand for themselves. */
function robotSpec<Named>(form: (ProjectRobotInput | SystemRobotInput) & Named) {
  return form.level === 'project' ? projectRobotSpec(form) : systemRobotSpec(form)
}

export function projectRobotSpec<Form extends ProjectRobotInput>({ project, access, ...fields }: Form) {
  const home = { name: project }
  return { ...fields, project: home, grants: { places: [{ scope: 'project' as const, project: home, access }] } }
}

export function systemRobotSpec<Form extends SystemRobotInput>({ systemAccess, projects, ...fields }: Form) {
  const places: PlacedAccess[] = []
  if (systemAccess.length > 0) places.push({ scope: 'system', access: systemAccess })
  if (projects.kind === 'all') places.push({ scope: 'all-projects', access: projects.access })
  const selection = projects.kind === 'selected' ? projects.selection : undefined
  return { ...fields, project: null, grants: { places, selection } }
}
