import { z } from 'zod'
import { robotNamePattern } from './robot-name'

export const maxProjectNameLength = 255

// Messages are keys of the `projects.invalid` texts.

/** Harbor's rule for projects is the one for robots. */
export const newProjectName = z.string().max(maxProjectNameLength, 'name').regex(robotNamePattern, 'name')

export const createProjectInput = z.object({ name: newProjectName, public: z.boolean().default(false) })
export type CreateProjectInput = z.output<typeof createProjectInput>
