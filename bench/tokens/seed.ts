// Fills a database that a console has set up, far faster than through the verbs.
import Database from 'libsql'
import { generateSecret } from '@/lib/server/secrets/secret'
import { hashChosen, hashGenerated, type StoredSecret } from '@/lib/server/secrets/stored-secret'

export type Callers = { generated: Caller[]; chosen: Caller[]; wide: Caller[] }
export type Caller = { name: string; secret: string; project: string }

const at = '2026-01-01T00:00:00.000+00:00'
const access = 'artifact:list,read;repository:pull,push;tag:list'
const projectCount = 100
const chunk = 50_000

export class Seeder {
  private readonly database: Database.Database

  constructor(file: string) {
    this.database = new Database(file, { timeout: 10_000 } as Database.Options)
    this.database.exec('PRAGMA synchronous = OFF')
  }

  /** Robots that the load comes as: with a generated secret, with a chosen one, and with grants in 19 projects. */
  async callers(count: number): Promise<Callers> {
    const project = this.database.prepare(
      `INSERT INTO "Project" ("name", "public", "ownerId", "createdAt", "updatedAt") VALUES (?, 0, 1, '${at}', '${at}')`,
    )
    const chosenSecret = 'Chosen-for-the-bench-1'
    const chosenHash = await hashChosen(chosenSecret)
    this.database.exec('BEGIN')
    const projects = Array.from({ length: projectCount }, (_, index) => {
      const name = `bench-${index}`
      return { name, id: Number(project.run([name]).lastInsertRowid) }
    })
    const make = (stem: string, total: number, grants: number, chosen?: string): Caller[] =>
      Array.from({ length: total }, (_, index) => {
        const secret = chosen ?? generateSecret()
        const own = Array.from({ length: grants }, (_each, offset) => projects[(index + offset) % projectCount]!)
        const name = this.robot(`${stem}-${index}`, own, chosen ? chosenHash : hashGenerated(secret))
        return { name: `robot$${name}`, secret, project: own[0]!.name }
      })
    const made = {
      generated: make('caller', count, 1),
      chosen: make('chosen', 1, 1, chosenSecret),
      wide: make('wide', 50, 19),
    }
    this.database.exec('COMMIT')
    return made
  }

  /** Others, up to so many robots in all, each with a secret and a grant. */
  grow(total: number): void {
    const count = () => this.database.prepare('SELECT count(*) AS "count" FROM "Robot"').get([]) as { count: number }
    for (let present = count().count; present < total; present = count().count) {
      const rows = Math.min(chunk, total - present)
      this.database.exec('BEGIN')
      this.database.exec(`
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
        INSERT INTO "Robot" ("level", "projectId", "name", "loginName", "description", "durationDays", "expiresAt",
          "disabled", "legacy", "version", "creatorType", "creatorRef", "createdAt", "updatedAt")
        SELECT 'project', p, name, 'other+' || name, '', 3650, 2000000000, 0, 0, 1, 'local', 1, '${at}', '${at}'
        FROM (SELECT (SELECT min("id") FROM "Project" WHERE "name" LIKE 'bench-%') + i % ${projectCount} AS p,
          lower(hex(randomblob(8))) AS name FROM n)`)
      this.database.exec(`
        INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt")
        SELECT "id", hex(randomblob(16)), 'sha256', '${at}' FROM "Robot" ORDER BY "id" DESC LIMIT ${rows}`)
      this.database.exec(`
        INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access")
        SELECT "id", 'project', "projectId", "projectId", '${access}' FROM "Robot" ORDER BY "id" DESC LIMIT ${rows}`)
      this.database.exec('COMMIT')
    }
    this.database.exec('ANALYZE')
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.database.close()
  }

  private robot(stem: string, projects: { id: number; name: string }[], { hash, scheme }: StoredSecret): string {
    const [own] = projects
    const loginName = `${own!.name}+${stem}`
    const { lastInsertRowid } = this.database
      .prepare(
        `INSERT INTO "Robot" ("level", "projectId", "name", "loginName", "description", "durationDays", "expiresAt",
          "disabled", "legacy", "version", "creatorType", "creatorRef", "createdAt", "updatedAt")
        VALUES ('project', ?, ?, ?, '', 3650, 2000000000, 0, 0, 1, 'local', 1, '${at}', '${at}')`,
      )
      .run([own!.id, stem, loginName])
    this.database
      .prepare(`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt") VALUES (?, ?, ?, '${at}')`)
      .run([lastInsertRowid, hash, scheme])
    const grant = this.database.prepare(
      `INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access") VALUES (?, 'project', ?, ?, ?)`,
    )
    for (const { id } of projects) grant.run([lastInsertRowid, String(id), id, access])
    return loginName
  }
}
