import { z } from 'zod'
import { durationDays, projectAccess, robotDescription, robotId, robotName, systemAccess } from './robot-schema'

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
export const coveredProjects = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), access: projectAccess }),
  z.object({ kind: z.literal('selected'), selection: selectionChanges }),
])
export type CoveredProjects = z.output<typeof coveredProjects>

/** Everything the wizard for a new system robot sends. A missing duration means the system's default. */
export const createSystemRobotInput = z.object({
  name: robotName,
  description: robotDescription.default(''),
  durationDays: durationDays.optional(),
  systemAccess,
  projects: coveredProjects,
})
export type CreateSystemRobotInput = z.input<typeof createSystemRobotInput>

/** An edit: only what the form may change, with the version the form was filled in against. */
export const updateSystemRobotInput = z.object({
  id: robotId,
  version: z.number().int().positive(),
  description: robotDescription,
  durationDays,
  systemAccess,
  projects: coveredProjects,
})
