import 'server-only'
import type pg from 'pg'
import { openPool } from '../postgres-pool'
import type { HotAnswer, HotQuestion, HotReads } from './hot-reads'
import { inBatches, type Outcome } from './in-batches'
import { toDetails, toProject, toRobot, type DetailsRow, type ProjectRow, type RobotRow } from './rows'

const statements = {
  /** All that a batch asks, in one statement and so at one moment: the settings, the robots of $1, the projects of $2. */
  'read-hot': `
  SELECT
    (SELECT coalesce(json_agg(json_build_array("key", "value") ORDER BY "key"), '[]')::text FROM "Setting"),
    (SELECT coalesce(json_agg(json_build_array(r."id", r."loginName", r."disabled", r."expiresAt"::text, p."id", p."name",
        (SELECT coalesce(json_agg(json_build_array(s."id", s."hash", s."scheme", s."expiresAt") ORDER BY s."id"), '[]')
          FROM "RobotSecret" s WHERE s."robotId" = r."id"),
        (SELECT coalesce(json_agg(json_build_array(g."scope", g."projectId", g."access") ORDER BY g."id"), '[]')
          FROM "RobotGrant" g WHERE g."robotId" = r."id"))), '[]')::text
      FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId" WHERE r."loginName" = ANY($1)),
    (SELECT coalesce(json_agg(json_build_array("id", "name", "public")), '[]')::text
      FROM "Project" WHERE "name" = ANY($2))`,
  'read-robots': `
  SELECT coalesce(json_agg(json_build_array(r."id", r."level", r."name", r."description", r."durationDays",
      r."expiresAt"::text, r."disabled", r."legacy", r."creatorType", r."creatorRef", r."createdAt", r."updatedAt",
      (SELECT json_build_array(p."id", p."name", p."public") FROM "Project" p WHERE p."id" = r."projectId"),
      (SELECT coalesce(json_agg(json_build_array(g."scope", g."access", p."name") ORDER BY g."id"), '[]')
        FROM "RobotGrant" g LEFT JOIN "Project" p ON p."id" = g."projectId" WHERE g."robotId" = r."id"))), '[]')::text
    FROM "Robot" r WHERE r."id" = ANY($1)`,
}

/** The reads are short, and every process of every replica has as many. */
const maxConnections = 4
/** So many batches at a time: more would be smaller, and dearer for both sides. */
const maxBatches = 2
/** Short enough for two of them, and another try, within the time of a request. */
const patienceMs = 3_000

/** The reads on PostgreSQL: one round trip for all that is asked in one turn. */
export function openPostgresReads(url: string): HotReads {
  let pool: pg.Pool | null = null
  /** As last read: from what to take the login names. A batch that meets others reads again. */
  let lastSettings: string | null = null

  async function read(name: keyof typeof statements, values: unknown[]): Promise<string[]> {
    pool ??= openPool(url, maxConnections, patienceMs)
    const query = { text: statements[name], values, rowMode: 'array' as const }
    try {
      return (await pool.query<string[]>({ ...query, name })).rows[0]!
    } catch (error) {
      if (!isWorthAnother(error)) throw error
      // Without a name nothing has to be there from before.
      return (await pool.query<string[]>(query)).rows[0]!
    }
  }

  async function answerAll(questions: HotQuestion[]): Promise<Outcome<HotAnswer>[]> {
    lastSettings ??= (await read('read-hot', [[], []]))[0]!
    const projects = [...new Set(questions.flatMap((question) => question.projects ?? []))]
    for (;;) {
      const logins = loginsOf(questions, lastSettings)
      const wanted = [...new Set(logins)].filter((login) => login !== null)
      const [settings, robots, found] = await read('read-hot', [wanted, projects])
      const isAnother = settings !== lastSettings
      lastSettings = settings!
      // Whom a name means may depend on them.
      if (isAnother && `${loginsOf(questions, lastSettings)}` !== `${logins}`) continue
      return answersOf(questions, logins, { settings: settings!, robots: robots!, projects: found! })
    }
  }

  return {
    ask: inBatches(answerAll, maxBatches),
    robots: async (ids) => (JSON.parse((await read('read-robots', [ids]))[0]!) as DetailsRow[]).map(toDetails),
    rows: null,
    close: async () => {
      const open = pool
      pool = null
      await open?.end()
    },
  }
}

const loginsOf = (questions: HotQuestion[], settings: string): (string | null)[] =>
  questions.map(({ login }) => login?.(settings) ?? null)

type Texts = { settings: string; robots: string; projects: string }

function answersOf(questions: HotQuestion[], logins: (string | null)[], texts: Texts): Outcome<HotAnswer>[] {
  const { settings } = texts
  const robots = new Map((JSON.parse(texts.robots) as RobotRow[]).map((row) => [row[1], toRobot(row)]))
  const projects = new Map((JSON.parse(texts.projects) as ProjectRow[]).map((row) => [row[1], toProject(row)]))
  return questions.map((question, index) => {
    const login = logins[index]!
    const answer = {
      settings,
      robot: login === null ? null : (robots.get(login) ?? null),
      projects: (question.projects ?? []).flatMap((wanted) => projects.get(wanted) ?? []),
    }
    return { ok: true, answer }
  })
}

/**
 * The server went away (57), or has lost or never had the prepared statement: after a failover, behind a pooler, or
 * when a table was changed (26000, 42P05, 0A000).
 */
const isWorthAnother = (error: unknown): boolean => {
  const { code = '', message } = error as { code?: string; message: string }
  return /^(57P0\d|26000|42P05|0A000|ECONNRESET|EPIPE)$/.test(code) || message === 'Connection terminated unexpectedly'
}
