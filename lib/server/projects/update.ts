import 'server-only'
import type { UpdateProjectInput } from '@/lib/domain/project-schema'
import type { Actor } from '../actor'
import { change } from '../change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { projectTargetById } from './find'

/** Makes a project public or private; already parsed by `updateProjectInput`. Repeating it is no error. */
export async function updateProject(actor: Actor, input: UpdateProjectInput): Promise<void> {
  const { id, public: isPublic } = input
  await change(
    actor,
    'project:update',
    'project.update',
    (tx) => projectTargetById(tx, id),
    async (tx, project) => {
      const { count } = await tx.project.updateMany({ where: { id }, data: { public: isPublic, updatedAt: now() } })
      if (count === 0) throw new Refusal('not-found', 'not found', 'project-gone')
      return { result: undefined, before: { public: project.public }, after: { public: isPublic } }
    },
  )
}
