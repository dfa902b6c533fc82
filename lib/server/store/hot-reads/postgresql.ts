import 'server-only'
import type pg from 'pg'
import { openPool } from '../postgres-pool'
import type { HotReads } from './hot-reads'
import { toProjects, toRobot, type RobotRow } from './rows'

const statements = {
  'read-robot': `
    SELECT r."id", r."loginName", r."disabled", r."expiresAt"::text, p."id", p."name",
      (SELECT coalesce(json_agg(json_build_array(s."id", s."hash", s."scheme", s."expiresAt") ORDER BY s."id"), '[]')::text
        FROM "RobotSecret" s WHERE s."robotId" = r."id"),
      (SELECT coalesce(json_agg(json_build_array(g."scope", g."projectId", g."access") ORDER BY g."id"), '[]')::text
        FROM "RobotGrant" g WHERE g."robotId" = r."id")
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId"
    WHERE r."loginName" = $1`,
  'read-settings': `
    SELECT coalesce(json_agg(json_build_array("key", "value") ORDER BY "key"), '[]')::text FROM "Setting"`,
  'read-projects': `
    SELECT coalesce(json_agg(json_build_array("id", "name", "public")), '[]')::text FROM "Project"
    WHERE "name" = ANY($1)`,
}
type Name = keyof typeof statements

/** The reads are short, and every process of every replica has as many. */
const maxConnections = 4
/** Short enough for two of them, and another try, within the time of a request. */
const patienceMs = 3_000

/** The reads on PostgreSQL. */
export function openPostgresReads(url: string): HotReads {
  let pool: pg.Pool | null = null

  async function read(name: Name, values: unknown[]): Promise<unknown[] | undefined> {
    pool ??= openPool(url, maxConnections, patienceMs)
    const query = { text: statements[name], values, rowMode: 'array' as const }
    try {
      return (await pool.query<unknown[]>({ ...query, name })).rows[0]
    } catch (error) {
      if (!isWorthAnother(error)) throw error
      // Without a name nothing has to be there from before.
      return (await pool.query<unknown[]>(query)).rows[0]
    }
  }

  return {
    robotByLogin: async (login) => {
      const row = await read('read-robot', [login])
      return row ? toRobot(row as RobotRow) : null
    },
    settings: shared(async () => (await read('read-settings', []))![0] as string),
    projects: async (names) => toProjects((await read('read-projects', [names]))![0] as string),
    close: async () => {
      const open = pool
      pool = null
      await open?.end()
    },
  }
}

/**
 * The server went away (57), or has lost or never had the prepared statement: after a failover, behind a pooler, or
 * when a table was changed (26000, 42P05, 0A000).
 */
const isWorthAnother = (error: unknown): boolean => {
  const { code = '', message } = error as { code?: string; message: string }
  return /^(57P0\d|26000|42P05|0A000|ECONNRESET|EPIPE)$/.test(code) || message === 'Connection terminated unexpectedly'
}

/**
 * Lets callers share a read, but never one that began before they asked: who comes while one is under way waits for
 * the next. So many requests at once cost two reads, and none sees an older state than it would have alone.
 */
export function shared<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> | null = null
  let next: Promise<Result> | null = null
  const start = (): Promise<Result> => {
    next = null
    const result = read()
    const ended = result.then(nothing, nothing).then(() => void (running === ended && (running = null)))
    running = ended
    return result
  }
  return () => {
    if (!running) return start()
    return (next ??= running.then(start))
  }
}

const nothing = () => undefined
