import 'server-only'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import type { RobotClone } from '@/lib/domain/robots/robot-schema'
import type { Actor } from '../rights/actor'
import { rightsIn, unseen } from '../rights/authorize'
import { change } from '../rights/change'
import { isForeignKeyViolation, Refusal } from '../errors'
import type { ProjectRecord } from '../projects/find'
import { generateSecret } from '../secrets/secret'
import { hashGenerated } from '../secrets/stored-secret'
import type { Tx } from '../store/db'
import { robotHome, writeRobot } from './create'
import { reveal, robotTarget, type RobotRecord } from './find'
import { projectGone, readGrants, type HeldGrant, type StoredGrant } from './grants'
import { refuseLegacy } from './update'

type Source = RobotRecord & { fullName: string; level: PermissionLevel }

/**
 * Makes a robot that may do what another one may, under a new name in its place or, from a project, in another project.
 * Description and duration come along, counted anew; nothing else does: it is enabled, whatever the other is, and has a
 * generated secret of its own. *Not found* for a robot that the actor may not read; else as for any new robot.
 */
export async function cloneRobot(actor: Actor, { id, name, project }: RobotClone): Promise<RevealedSecret> {
  const secret = generateSecret()
  let level: PermissionLevel = 'project'
  const find = async (tx: Tx) => {
    const source = await readableSource(tx, actor, id)
    level = source.level
    const place = project ? { id: project } : source.project && { id: source.project.id }
    if (level === 'system' && place) throw new Refusal('invalid', 'a robot account of the system is in no project')
    const target = await robotHome(tx, actor, { level, project: place, name })
    return { ...target, row: { source, home: target.row } }
  }
  try {
    return await change(actor, 'robot:create', 'robot.create', find, async (tx, { source, home }) => {
      refuseLegacy(source)
      const { description, durationDays } = source
      const spec = { level, name, description, durationDays }
      const grants = grantsIn(home, await readGrants(tx, id))
      const made = await writeRobot(tx, actor, home, { spec, grants, stored: hashGenerated(secret) })
      const { robot, resource, after } = made
      return {
        result: reveal(robot, resource.name, secret),
        resource,
        after: { ...after, clonedFrom: toldOf(source, home) },
      }
    })
  } catch (error) {
    throw isForeignKeyViolation(error) ? projectGone(level) : error
  }
}

async function readableSource(tx: Tx, actor: Actor, id: number): Promise<Source> {
  const target = await robotTarget(tx, id)
  const rights = target && (await rightsIn(tx, actor, target.scope))
  if (rights?.may('robot:read')) return { ...target!.row, level: target!.row.level as PermissionLevel }
  throw actor.kind === 'anonymous' ? unseen(actor, 'robot') : new Refusal('not-found', 'robot not found', 'robot-gone')
}

/** The same permissions in the new place; of a robot of the system wherever it holds them. */
const grantsIn = (home: ProjectRecord | null, held: readonly HeldGrant[]): StoredGrant[] =>
  held.map(({ scope, scopeKey, projectId, access }) =>
    home
      ? { scope: 'project', scopeKey: String(home.id), projectId: home.id, access }
      : { scope: scope as StoredGrant['scope'], scopeKey, projectId, access },
  )

/** Who reads one project's log need not know of another: there the number stands for the name. */
const toldOf = ({ id, fullName, project }: Source, home: ProjectRecord | null): string =>
  project?.id === home?.id ? fullName : `#${id}`
