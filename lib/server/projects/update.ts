import 'server-only'
import type { UpdateProjectInput } from '@/lib/domain/projects/project-schema'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { now } from '../clock'
import { Refusal } from '../errors'
import { projectTargetById } from './find'
import { writeMetadata, type Metadata } from './metadata'

/** `public` left out stays as it is; of the metadata only what is named is changed. */
type ProjectUpdate = Omit<UpdateProjectInput, 'public'> & { public?: boolean; metadata?: Metadata }

/**
 * Makes a project public or private, and changes what clients of the API keep with it; already parsed by
 * `updateProjectInput`. Repeating it is no error.
 */
export async function updateProject(actor: Actor, { id, public: isPublic, metadata }: ProjectUpdate): Promise<void> {
  await change(
    actor,
    'project:update',
    'project.update',
    (tx) => projectTargetById(tx, id),
    async (tx, project) => {
      // Also the lock under which the metadata is read and written.
      const data = { public: isPublic, updatedAt: now() }
      const { count } = await tx.project.updateMany({ where: { id }, data })
      if (count === 0) throw new Refusal('not-found', 'not found', 'project-gone')
      const { before, after } = await writeMetadata(tx, id, metadata ?? {})
      return {
        result: undefined,
        before: isPublic === undefined ? before : { public: project.public, ...before },
        after: isPublic === undefined ? after : { public: isPublic, ...after },
      }
    },
  )
}
