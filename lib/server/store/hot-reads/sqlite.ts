import 'server-only'
import Database from 'libsql'
import { asUnavailable } from '../../unavailable'
import type { SqliteFile } from '../sqlite-file'
import {
  answerOf,
  inBatches,
  type HotAnswer,
  type HotQuestion,
  type HotReads,
  type RobotDetails,
  type SignInRobot,
  type VisibleProject,
  type Outcome,
} from './hot-reads'
import { Kept, type Rooms } from './kept'
import { ListStatements } from './list-statements'
import { toDetails, toProject, toRobot, type DetailsRow, type RobotRow } from './rows'

const statements = {
  robot: `
    SELECT r."id", r."loginName", r."disabled", CAST(r."expiresAt" AS TEXT), p."id", p."name",
      (SELECT json_group_array(json_array("id", "hash", "scheme", "expiresAt", "retiresAt", "retiresAfter", "replacedAt"))
        FROM (SELECT s."id", s."hash", s."scheme", s."expiresAt", s."retiresAt", s."retiresAfter",
            (SELECT n."activatedAt" FROM "RobotSecret" n WHERE n."id" = s."successorId") AS "replacedAt"
          FROM "RobotSecret" s WHERE s."robotId" = r."id" AND s."endedAt" IS NULL ORDER BY s."id")),
      (SELECT json_group_array(json_array("scope", "projectId", "access")) FROM
        (SELECT "scope", "projectId", "access" FROM "RobotGrant" WHERE "robotId" = r."id" ORDER BY "id"))
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    WHERE r."loginName" = ?`,
  settings: `
    SELECT json_group_array(json_array("key", "value")) FROM (SELECT "key", "value" FROM "Setting" ORDER BY "key")`,
  project: `SELECT "id", "name", "public" FROM "Project" WHERE "name" = ?`,
  details: `
    SELECT r."id", r."level", r."name", r."description", r."durationDays", CAST(r."expiresAt" AS TEXT), r."disabled",
      r."legacy", r."creatorType", r."creatorRef", r."createdAt", r."updatedAt",
      r."mayRotateSince" IS NOT NULL,
      (SELECT json_array(p."id", p."name", p."public") FROM "Project" p WHERE p."id" = r."projectId"),
      (SELECT json_group_array(json_array("scope", "access", "project")) FROM
        (SELECT g."scope", g."access", p."name" AS "project" FROM "RobotGrant" g
          LEFT JOIN "Project" p ON p."id" = g."projectId" WHERE g."robotId" = r."id" ORDER BY g."id"))
    FROM "Robot" r WHERE r."id" = ?`,
  /** A number that is another one once any other connection, of whatever process, has committed. */
  version: 'PRAGMA data_version',
}
type Name = keyof typeof statements
type Connection = {
  database: Database.Database
  prepared: Record<Name, Database.Statement>
  lists: ListStatements
  kept: Kept
}

/** Readers of a log-keeping (WAL) file wait only while it is recovered after a crash. The wait blocks the process. */
const busyMs = 1_000
const cacheKb = 8_000

/**
 * The reads on a SQLite file. The driver answers within the call, in tens of microseconds. A connection on which
 * anything failed is replaced, since a statement that met a locked file is never reset, and the read is tried again.
 *
 * What was read is kept while nobody has committed since: that is asked once for each batch, after the last of its
 * questions came. What a row is kept under can only be older than the row, so it is dropped too early, never too late.
 */
export function openSqliteReads(url: string, file: SqliteFile): HotReads {
  let connection: Connection | null = null

  function close() {
    connection?.database.close()
    connection = null
  }

  /** The row, and what is kept with the connection that it came from. */
  const read = (name: Name, parameters: (string | number)[]) =>
    onConnection(({ prepared }) => prepared[name].get(parameters) as unknown[] | undefined)

  function onConnection<Result>(run: (on: Connection) => Result): Result {
    for (let attempt = 1; ; attempt++) {
      try {
        connection ??= connect(url, file)
        return run(connection)
      } catch (error) {
        close()
        if (attempt === 2) throw named(error)
      }
    }
  }

  /** What is known to be current; of this connection, since each numbers the versions by itself. */
  function current(): Kept {
    const [version] = read('version', []) as [number]
    const { kept } = connection!
    if (kept.version !== version) kept.startAnew(version)
    return kept
  }

  function answer(question: HotQuestion): HotAnswer {
    const settings = kept('settings', '', () => read('settings', [])![0] as string)
    const login = question.login?.(settings) ?? null
    const robot = login === null ? null : kept('robots', login, () => toKnownRobot(read('robot', [login])))
    const projects: VisibleProject[] = []
    for (const name of question.projects ?? []) {
      const project = kept('projects', name, () => toKnownProject(read('project', [name])))
      if (project) projects.push(project)
    }
    return answerOf(question, settings, robot, projects)
  }

  /** Looked up again where a connection had to be replaced on the way, and what was kept with it is gone. */
  function kept<Kind extends keyof Rooms>(kind: Kind, key: string, find: () => Rooms[Kind]): Rooms[Kind] {
    const known = connection?.kept.get(kind, key)
    if (known !== undefined) return known
    const found = find()
    connection?.kept.add(kind, key, found)
    return found
  }

  function answerAll(questions: HotQuestion[]): Outcome<HotAnswer>[] {
    current()
    return questions.map((question) => {
      try {
        return { ok: true, answer: answer(question) }
      } catch (error) {
        return { ok: false, error }
      }
    })
  }

  return {
    ask: inBatches(answerAll),
    robots: async (ids) => ids.flatMap((id) => toKnownDetails(read('details', [id]))),
    rows(statement) {
      try {
        return onConnection(({ lists }) => lists.all(statement))
      } catch (error) {
        // As the client does: pages go by it.
        throw asUnavailable(error)
      }
    },
    close: async () => close(),
  }
}

function toKnownRobot(row: unknown[] | undefined): SignInRobot | null {
  if (!row) return null
  const [secrets, grants] = row.slice(6) as [string, string]
  return toRobot([...row.slice(0, 6), JSON.parse(secrets), JSON.parse(grants)] as unknown as RobotRow)
}

function toKnownDetails(row: unknown[] | undefined): RobotDetails[] {
  if (!row) return []
  const [project, grants] = row.slice(13) as [string | null, string]
  return [toDetails([...row.slice(0, 13), project && JSON.parse(project), JSON.parse(grants)] as unknown as DetailsRow)]
}

const toKnownProject = (row: unknown[] | undefined): VisibleProject | null =>
  row ? toProject(row as [number, string, number]) : null

/** Read-only by the file's own rules, so that it neither makes a file that is missing nor ever takes the writer's lock. */
function connect(url: string, file: SqliteFile): Connection {
  // A file that has taken its place is not what the changes go to.
  file.ensureInPlace()
  const database = new Database(`${url.replace(/\?.*$/, '')}?mode=ro`, { timeout: busyMs } as Database.Options)
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql).raw()]),
  )
  // Enough for the rows that a search looks at: each stands on a page of its own.
  database.exec(`PRAGMA cache_size = -${cacheKb}`)
  return {
    database,
    prepared: prepared as Connection['prepared'],
    lists: new ListStatements(database),
    kept: new Kept(),
  }
}

/** Named by SQLite's code, as the client does it: so a database that cannot answer is recognised. */
function named(error: unknown): Error {
  const { code = '', message } = error as { code?: string; message: string }
  const name = message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : code
  return new Error(name === '' ? message : `${name}: ${message}`, { cause: error })
}
