import 'server-only'
import Database from 'libsql'
import { folded } from '@/lib/domain/texts/folded'
import { generateSecret } from '../secrets/secret'
import { hashChosen, hashGenerated } from '../secrets/stored-secret'
import { sqlitePath } from '../store/sqlite-file'

/** What a robot signs in with. */
export type ManyRobot = { name: string; secret: string; project: string; chosen: boolean }

const at = '2026-01-01T00:00:00.000+00:00'

/**
 * Fills a migrated file of SQLite with robots in a hundred projects: each with a secret, every fiftieth a chosen one, a
 * permission, usage and an event; some disabled, some with an end. Past the client, whose way would take minutes.
 */
export async function insertManyRobots(url: string, count: number): Promise<ManyRobot[]> {
  const chosen = await Promise.all(
    ['Chosen-secret-1', 'Chosen-secret-2'].map(async (secret) => ({ secret, ...(await hashChosen(secret)) })),
  )
  const database = new Database(sqlitePath(url), { timeout: 5_000 } as Database.Options)
  const insert = inserter(database)
  database.exec('BEGIN')
  insert('User', {
    id: 1,
    username: 'Ann',
    usernameFolded: 'ann',
    passwordHash: chosen[0]!.hash,
    isAdmin: 1,
    createdAt: at,
    updatedAt: at,
  })
  for (let id = 1; id <= 100; id++)
    insert('Project', { id, name: `project-${id}`, ownerId: 1, createdAt: at, updatedAt: at })
  const robots: ManyRobot[] = []
  for (let id = 1; id <= count; id++) {
    // One project after the other, as the index of texts is ordered: each other order takes it many times as long.
    const [projectId, name] = [Math.ceil((id * 100) / count), `Bot-${id}`]
    const project = `project-${projectId}`
    const isChosen = id % 50 === 0
    const generated = generateSecret()
    const { secret, hash, scheme } = isChosen ? chosen[id % 2]! : { secret: generated, ...hashGenerated(generated) }
    const description = id % 3 === 0 ? `Größe ${id}` : `number ${id}`
    insert('Robot', {
      ...{ id, level: 'project', projectId, name, nameFolded: folded(name), loginName: `${project}+${name}` },
      ...{ description, descriptionFolded: folded(description) === description ? null : folded(description) },
      ...{ durationDays: -1, expiresAt: id % 5 === 0 ? 32_503_680_000 + id : null, disabled: 0, creatorType: 'local' },
      ...{ creatorRef: 1, createdAt: at, updatedAt: at, lastUsedAt: id },
    })
    insert('RobotSecret', { id, robotId: id, hash, scheme, createdAt: at, lastUsedClient: 'docker' })
    insert('RobotGrant', {
      id,
      robotId: id,
      scope: 'project',
      scopeKey: `${projectId}`,
      projectId,
      access: 'repository:pull',
    })
    insert('RobotUsage', { robotId: id, day: '2026-01-01', repository: `${project}/app`, pulls: id % 7, lastAt: id })
    insert('AuditEvent', {
      ...{ at, actorKind: 'user', actorId: 1, actorName: 'Ann', actorNameFolded: 'ann', operation: 'robot.create' },
      ...{
        resourceType: 'robot',
        resourceId: id,
        resource: `robot$${project}+bot-${id}`,
        projectId,
        projectName: project,
      },
      ...{ result: 'success', after: `{"name":"${name}"}`, changeCount: 1 },
    })
    robots.push({ name: `robot$${project}+${name}`, secret, project, chosen: isChosen })
  }
  database.exec('COMMIT')
  database.close()
  return robots
}

function inserter(database: Database.Database) {
  const statements = new Map<string, Database.Statement>()
  return (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row)
    const sql = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
    const statement = statements.get(sql) ?? database.prepare(sql)
    statements.set(sql, statement)
    statement.run(Object.values(row))
  }
}
