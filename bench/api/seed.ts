// Fills a database that a console has set up, far faster than through the verbs.
import { encodeAccess } from '@/lib/domain/permissions/access'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import { openStore, type Store } from './dialects'

const projectCount = 10_000
const chunk = 50_000
export const permissionsEach = 19
const access = encodeAccess(permissionCatalog.project.slice(0, permissionsEach))

const robotColumns = [
  'level',
  'projectId',
  'name',
  'loginName',
  'description',
  'durationDays',
  'expiresAt',
  'disabled',
  'legacy',
  'version',
  'creatorType',
  'creatorRef',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
]
const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')

/** The projects whose lists are measured: one of a hundred robots whatever there is besides, and one of a tenth of all. */
export const measured = { usual: 'bench-1', big: 'bench-2' }

/**
 * The first 100 robots are in the usual project; of the others a tenth is in the big one, a tenth in the system, and
 * the rest spread over all other projects. One name in each of the three holds `needle`, and one of a hundred everywhere
 * `zone`; one robot of twenty is disabled (of the first thousand, one of five is either: enough for a page).
 */
export class Seeder {
  private constructor(private readonly store: Store) {}

  static async open(url: string): Promise<Seeder> {
    return new Seeder(await openStore(url))
  }

  async projects(): Promise<void> {
    const { store } = this
    await store.run(`INSERT INTO "Project" ("name", "public", "ownerId", "createdAt", "updatedAt")
      SELECT 'bench-' || i, false, 1, ${store.time}, ${store.time} FROM ${store.numbers(1, projectCount + 1)}`)
  }

  /** Others, up to so many robots in all, each with a secret and a grant. */
  async grow(total: number): Promise<void> {
    const { store } = this
    const first = await store.number(`SELECT min("id") FROM "Project" WHERE "name" LIKE 'bench-%'`)
    for (let present = await this.count(); present < total; present = await this.count()) {
      await this.add(present, Math.min(present + chunk, total), first)
    }
    await store.settle()
  }

  projectId = (name: string): Promise<number> =>
    this.store.number(`SELECT "id" FROM "Project" WHERE "name" = '${name}'`)

  count = (): Promise<number> => this.store.number('SELECT count(*) FROM "Robot"')

  /** Robots from all over the table. */
  async someIds(): Promise<number[]> {
    const [least, most] = [
      await this.store.number('SELECT min("id") FROM "Robot"'),
      await this.store.number('SELECT max("id") FROM "Robot"'),
    ]
    return Array.from({ length: 200 }, (_, nth) => least + Math.floor(((most - least) * nth) / 200))
  }

  close = (): Promise<void> => this.store.close()

  private async add(from: number, to: number, firstProject: number): Promise<void> {
    const { run, number, numbers, hex, time } = this.store
    const last = await number('SELECT coalesce(max("id"), 0) FROM "Robot"')
    const nth = `CASE WHEN i < 100 THEN 0 WHEN i % 10 = 0 THEN NULL WHEN i % 10 = 1 THEN 1 ELSE 2 + i % ${projectCount - 2} END`
    const name = `'bot-' || CASE WHEN i IN (5, 100, 101) THEN 'needle' WHEN i / 10 % CASE WHEN i < 1000 THEN 5 ELSE 100 END = 2 THEN 'zone-' || ${hex} ELSE ${hex} END`
    await run('BEGIN')
    await run(`INSERT INTO "Robot" (${quoted(robotColumns)})
      SELECT CASE WHEN p IS NULL THEN 'system' ELSE 'project' END, p + ${firstProject}, name,
        coalesce('bench-' || (p + 1) || '+', '') || name, 'builds of team ' || (i % 500), 30, 1800000000 + i, i / 10 % CASE WHEN i < 1000 THEN 5 ELSE 20 END = 0, false, 1, 'local', 1,
        at, at, CASE WHEN i % 2 = 0 THEN 0 ELSE 1770000000 + i END
      FROM (SELECT i, ${nth} AS p, ${name} AS name, ${time} AS at FROM ${numbers(from, to)}) AS rows`)
    await run(`INSERT INTO "RobotSecret" ("robotId", "hash", "scheme", "createdAt")
      SELECT "id", 'bench-' || "id", 'sha256', "createdAt" FROM "Robot" WHERE "id" > ${last}`)
    await run(`INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "projectId", "access")
      SELECT "id", CASE WHEN "projectId" IS NULL THEN 'all-projects' ELSE 'project' END,
        coalesce(CAST("projectId" AS text), '*'), "projectId", '${access}' FROM "Robot" WHERE "id" > ${last}`)
    await run('COMMIT')
  }
}
