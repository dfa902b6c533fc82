'use server'

import { refresh } from 'next/cache'
import { createProjectInput, removeProjectsInput, updateProjectInput } from '@/lib/domain/projects/project-schema'
import { createProject } from '@/lib/server/projects/create'
import { removeProject } from '@/lib/server/projects/remove'
import { updateProject } from '@/lib/server/projects/update'
import { action, toActionError } from './action-client'

export const createProjectAction = action.inputSchema(createProjectInput).action(async ({ parsedInput, ctx }) => {
  await createProject(ctx.actor, parsedInput)
  refresh()
})

export const updateProjectAction = action.inputSchema(updateProjectInput).action(async ({ parsedInput, ctx }) => {
  await updateProject(ctx.actor, parsedInput)
  refresh()
})

/** Each project by itself. Answers per id an error or null, and how many robots went along. */
export const removeProjectsAction = action.inputSchema(removeProjectsInput).action(async ({ parsedInput, ctx }) => {
  const results = []
  for (const id of parsedInput.ids) {
    const result = await removeProject(ctx.actor, id).then(
      ({ robots }) => ({ id, robots, error: null }),
      async (error) => ({ id, robots: 0, error: await toActionError(error) }),
    )
    results.push(result)
  }
  refresh()
  return results
})
