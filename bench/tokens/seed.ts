// Fills a database that a console has set up, far faster than through the verbs.
import { generateSecret } from '@/lib/server/secrets/secret'
import { hashChosen, hashGenerated, type StoredSecret } from '@/lib/server/secrets/stored-secret'
import { openStore, type Store } from '../api/dialects'

export type Callers = { generated: Caller[]; rolling: Caller[]; chosen: Caller[]; wide: Caller[] }
export type Caller = { name: string; secret: string; project: string }
type Robot = { loginName: string; stem: string; projects: number[]; stored: StoredSecret }

const at = `'2026-01-01T00:00:00.000+00:00'`
const access = 'artifact:list,read;repository:pull,push;tag:list'
const projectCount = 100
const chunk = 50_000

const robotColumns = `"level", "projectId", "name", "loginName", "description", "durationDays", "expiresAt", "disabled",
  "legacy", "version", "creatorType", "creatorRef", "createdAt", "updatedAt"`
const sameForAll = `'', 3650, 2000000000, false, false, 1, 'local', 1, ${at}, ${at}`

export class Seeder {
  private constructor(private readonly store: Store) {}

  static open = async (url: string): Promise<Seeder> => new Seeder(await openStore(url))

  /** Robots that the load comes as: with a generated secret, as many to roll over, a chosen one, grants in 19 projects. */
  async callers(count: number, rolling = 0): Promise<Callers> {
    const { run, number, numbers } = this.store
    const chosenSecret = 'Chosen-for-the-bench-1'
    const chosenHash = await hashChosen(chosenSecret)
    await run(`INSERT INTO "Project" ("name", "public", "ownerId", "createdAt", "updatedAt")
      SELECT 'bench-' || i, false, 1, ${at}, ${at} FROM ${numbers(0, projectCount)} ORDER BY i`)
    const first = await number(`SELECT "id" FROM "Project" WHERE "name" = 'bench-0'`)
    const robots: Robot[] = []
    const make = (stem: string, total: number, grants: number, chosen?: string): Caller[] =>
      Array.from({ length: total }, (_, index) => {
        const secret = chosen ?? generateSecret()
        const own = Array.from({ length: grants }, (_each, offset) => (index + offset) % projectCount)
        const [project, name] = [`bench-${own[0]!}`, `${stem}-${index}`]
        const stored = chosen ? chosenHash : hashGenerated(secret)
        robots.push({
          loginName: `${project}+${name}`,
          stem: name,
          projects: own.map((each) => first + each),
          stored,
        })
        return { name: `robot$${project}+${name}`, secret, project }
      })
    const made = {
      generated: make('caller', count, 1),
      rolling: make('rolling', rolling, 1),
      chosen: make('chosen', 1, 1, chosenSecret),
      wide: make('wide', 50, 19),
    }
    for (let from = 0; from < robots.length; from += 500) await this.insert(robots.slice(from, from + 500))
    return made
  }

  /**
   * Gives robots what rolling over leaves: a second live secret, the successor of the one that they come with, and twenty
   * that have ended.
   */
  async rollOver(callers: readonly Caller[]): Promise<void> {
    const { run, numbers } = this.store
    const logins = callers.map(({ name }) => `'${name.slice('robot$'.length)}'`).join(', ')
    const these = `(SELECT "id" FROM "Robot" WHERE "loginName" IN (${logins}))`
    await run(`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt", "endedAt", "endedHow")
      SELECT r."id", '', 'ended', ${at}, ${at}, 'replaced' FROM ${these} r, ${numbers(0, 20)}`)
    await run(`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt")
      SELECT "id", '${hashGenerated(generateSecret()).hash}', 'sha256', ${at} FROM ${these} r`)
    await run(`UPDATE "RobotSecret" SET "retiresAfter" = 86400, "successorId" =
      (SELECT max(n."id") FROM "RobotSecret" n WHERE n."robotId" = "RobotSecret"."robotId")
      WHERE "robotId" IN ${these} AND "endedAt" IS NULL AND "id" =
      (SELECT min(n."id") FROM "RobotSecret" n WHERE n."robotId" = "RobotSecret"."robotId")`)
  }

  /** Others, up to so many robots in all, each with a secret and a grant. */
  async grow(total: number): Promise<void> {
    const { run, number, numbers, hex } = this.store
    const count = () => number('SELECT count(*) FROM "Robot"')
    for (let present = await count(); present < total; present = await count()) {
      const last = await number('SELECT max("id") FROM "Robot"')
      await run(`INSERT INTO "Robot" (${robotColumns})
        SELECT 'project', p, name, 'other+' || name, ${sameForAll}
        FROM (SELECT (SELECT min("id") FROM "Project" WHERE "name" LIKE 'bench-%') + i % ${projectCount} AS p,
          'other-' || ${hex} AS name FROM ${numbers(present, Math.min(present + chunk, total))}) others`)
      await run(`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt")
        SELECT "id", 'hash-of-' || "id", 'sha256', ${at} FROM "Robot" WHERE "id" > ${last}`)
      await run(`INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access")
        SELECT "id", 'project', "projectId", "projectId", '${access}' FROM "Robot" WHERE "id" > ${last}`)
    }
    await run('ANALYZE')
    await this.store.settle()
  }

  close = (): Promise<void> => this.store.close()

  private async insert(robots: Robot[]): Promise<void> {
    const { run } = this.store
    const values = (rows: string[]) => rows.map((row) => `(${row})`).join(', ')
    const idOf = (loginName: string) => `(SELECT "id" FROM "Robot" WHERE "loginName" = '${loginName}')`
    await run(
      `INSERT INTO "Robot" (${robotColumns}) VALUES ${values(
        robots.map(
          ({ projects, stem, loginName }) => `'project', ${projects[0]!}, '${stem}', '${loginName}', ${sameForAll}`,
        ),
      )}`,
    )
    await run(
      `INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt") VALUES ${values(
        robots.map(({ loginName, stored }) => `${idOf(loginName)}, '${stored.hash}', '${stored.scheme}', ${at}`),
      )}`,
    )
    const grants = robots.flatMap(({ loginName, projects }) =>
      projects.map((id) => `${idOf(loginName)}, 'project', '${id}', ${id}, '${access}'`),
    )
    await run(
      `INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access") VALUES ${values(grants)}`,
    )
  }
}
