import 'server-only'
import Database from 'libsql'
import type { SqliteFile } from '../sqlite-file'
import type { HotReads } from './hot-reads'
import { toProjects, toRobot, type RobotRow } from './rows'

const statements = {
  robot: `
    SELECT r."id", r."loginName", r."disabled", CAST(r."expiresAt" AS TEXT), p."id", p."name",
      (SELECT json_group_array(json_array("id", "hash", "scheme", "expiresAt")) FROM
        (SELECT "id", "hash", "scheme", "expiresAt" FROM "RobotSecret" WHERE "robotId" = r."id" ORDER BY "id")),
      (SELECT json_group_array(json_array("scope", "projectId", "access")) FROM
        (SELECT "scope", "projectId", "access" FROM "RobotGrant" WHERE "robotId" = r."id" ORDER BY "id"))
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    WHERE r."loginName" = ?`,
  settings: `
    SELECT json_group_array(json_array("key", "value")) FROM (SELECT "key", "value" FROM "Setting" ORDER BY "key")`,
  // By far the most usual case, at half the cost of a list.
  project: `
    SELECT json_array(json_array("id", "name", "public")) FROM "Project" WHERE "name" = ?`,
  projects: `
    SELECT json_group_array(json_array("id", "name", "public")) FROM "Project"
    WHERE "name" IN (SELECT "value" FROM json_each(?))`,
}
type Name = keyof typeof statements
type Connection = { database: Database.Database; prepared: Record<Name, Database.Statement> }

/** Readers of a log-keeping (WAL) file wait only while it is recovered after a crash. The wait blocks the process. */
const busyMs = 1_000

/**
 * The reads on a SQLite file. The driver answers within the call, in tens of microseconds. A connection on which
 * anything failed is replaced, since a statement that met a locked file is never reset, and the read is tried again.
 */
export function openSqliteReads(url: string, file: SqliteFile): HotReads {
  let connection: Connection | null = null

  function close() {
    connection?.database.close()
    connection = null
  }

  function read(name: Name, parameters: string[]): unknown[] | undefined {
    for (let attempt = 1; ; attempt++) {
      try {
        connection ??= connect(url, file)
        return connection.prepared[name].get(parameters) as unknown[] | undefined
      } catch (error) {
        close()
        if (attempt === 2) throw named(error)
      }
    }
  }

  return {
    robotByLogin: async (login) => {
      const row = read('robot', [login])
      return row ? toRobot(row as RobotRow) : null
    },
    settings: async () => read('settings', [])![0] as string,
    projects: async (names) => {
      const row = names.length === 1 ? read('project', [names[0]!]) : read('projects', [JSON.stringify(names)])
      return row ? toProjects(row[0] as string) : []
    },
    close: async () => close(),
  }
}

/** Read-only by the file's own rules, so that it neither makes a file that is missing nor ever takes the writer's lock. */
function connect(url: string, file: SqliteFile): Connection {
  // A file that has taken its place is not what the changes go to.
  file.ensureInPlace()
  const database = new Database(`${url.replace(/\?.*$/, '')}?mode=ro`, { timeout: busyMs } as Database.Options)
  const prepared = Object.fromEntries(
    Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql).raw()]),
  )
  return { database, prepared: prepared as Connection['prepared'] }
}

/** Named by SQLite's code, as the client does it: so a database that cannot answer is recognised. */
function named(error: unknown): Error {
  const { code = '', message } = error as { code?: string; message: string }
  const name = message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : code
  return new Error(name === '' ? message : `${name}: ${message}`, { cause: error })
}
