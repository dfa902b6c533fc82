import { z } from 'zod'
import { robotNamePattern } from '../robots/robot-name'

export const maxProjectNameLength = 255

// Messages are keys of the `projects.invalid` texts.

/** Harbor's rule for projects is the one for robots. */
export const newProjectName = z.string().max(maxProjectNameLength, 'name').regex(robotNamePattern, 'name')
/** Bounds what one request may ask us to look for; far above any real name. */
export const projectName = z.string().min(1).max(maxProjectNameLength)
const projectId = z.number().int().positive()

export const createProjectInput = z.object({ name: newProjectName, public: z.boolean().default(false) })
export type CreateProjectInput = z.output<typeof createProjectInput>

export const updateProjectInput = z.object({ id: projectId, public: z.boolean() })
export type UpdateProjectInput = z.output<typeof updateProjectInput>

export const removeProjectsInput = z.object({ ids: z.array(projectId).min(1).max(100) })
