import 'server-only'
import { unknownName } from '@/lib/domain/audit/audit-row'
import type { CreateProjectInput } from '@/lib/domain/projects/project-schema'
import type { Actor } from '../rights/actor'
import { theSystem } from '../rights/authorize'
import { change, type Target, type Together } from '../rights/change'
import type { Tx } from '../store/db'
import { isUniqueViolation, Refusal } from '../errors'
import { insertProject } from './insert'
import { writeMetadata, type Metadata } from './metadata'

/** For a refusal of what has no sound name. */
export const unnamedProject = async (): Promise<Target<null>> => ({
  ...theSystem,
  row: null,
  resource: { type: 'project', name: unknownName },
})

/**
 * Makes a project; already parsed by `createProjectInput`. Its creator becomes project admin. *Conflict* on a taken name.
 * `metadata` is what clients of the API keep with it.
 */
export async function createProject(
  actor: Actor,
  input: CreateProjectInput & { metadata?: Metadata },
  together?: Together,
): Promise<{ id: number }> {
  const { name } = input
  try {
    return await change(
      actor,
      'project:create',
      'project.create',
      async () => ({ ...theSystem, row: null, resource: { type: 'project', name } }),
      async (tx) => {
        const { id } = await insertProject(tx, { name, public: input.public, ownerId: await ownerOf(tx, actor) })
        const resource = { type: 'project' as const, id, name, project: { id, name } }
        const { after } = await writeMetadata(tx, id, input.metadata ?? {})
        return { result: { id }, resource, after: { public: input.public, ...after } }
      },
      together,
    )
  } catch (error) {
    if (isUniqueViolation(error))
      throw new Refusal('conflict', `The project named ${name} already exists`, 'project-exists')
    throw error
  }
}

/** Who is no user makes projects for the first system admin, as in Harbor. */
async function ownerOf(tx: Tx, actor: Actor): Promise<number> {
  if (actor.kind === 'user') return actor.id
  const admin = await tx.user.findFirst({ where: { isAdmin: true }, orderBy: { id: 'asc' }, select: { id: true } })
  if (!admin) throw new Refusal('invalid', 'there is no system admin to own the project')
  return admin.id
}
