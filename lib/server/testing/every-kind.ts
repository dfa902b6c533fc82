import 'server-only'
import { importLegacyRobots } from '../legacy-robots/import'
import { createLink } from '../links/create'
import { ensureSigningKey } from '../registry/signing-key'
import { createRobot } from '../robots/create'
import { db } from '../store/db'
import { unique } from './database'
import { makeOldSystem, oldClaims, parsedEntries } from './legacy'
import { inProject, makeProject, makeRobot, makeSystemRobot, makeUser, selected } from './make'

/** Rows of nearly every kind, some with awkward values; answers with what the robots among them sign in. */
export async function makeEveryKind() {
  await ensureSigningKey()
  const project = await makeProject()
  const admin = (await makeUser({ isAdmin: true })).actor
  const generated = await makeRobot(project, { description: 'Größe, "quotes" and \\ and 雪' })
  const secret = 'Chosen-secret-1'
  const chosen = await createRobot(project.admin, {
    ...inProject(project),
    name: unique('slow'),
    durationDays: -1,
    secret,
  })
  const system = await makeSystemRobot(admin, { projects: selected([project.id]) })
  await db().robot.delete({ where: { id: (await makeRobot(project)).id } })
  // Beyond JavaScript's dates.
  await db().robot.update({ where: { id: chosen.id }, data: { expiresAt: 253_402_300_800_000n } })
  await db().robot.update({ where: { id: system.id }, data: { disabled: true } })
  await createLink(project.admin, { robotId: generated.id, secret: generated.secret!, hours: 1 })
  const [old, name] = [makeOldSystem(), unique('old')]
  const token = old.token(oldClaims({ id: 7, pid: 8 }))
  const input = { key: old.key, projects: new Map([[8, project.name]]), dryRun: false, restoreDeleted: false }
  const entries = parsedEntries([{ name: `robot$${name}`, token }])
  await importLegacyRobots({ kind: 'system' }, { entries, ...input })
  return {
    project,
    generated,
    chosen,
    system,
    credentials: [
      { username: generated.name, secret: generated.secret! },
      { username: chosen.name, secret },
      { username: `robot$${name}`, secret: token, legacy: true },
    ],
  }
}
