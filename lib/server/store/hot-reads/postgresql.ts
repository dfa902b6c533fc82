import 'server-only'
import type pg from 'pg'
import { remembered } from '@/lib/domain/remembered'
import { inOwnTime } from '../../request-context'
import { openPool } from '../postgres-pool'
import {
  answerOf,
  inBatches,
  type HotAnswer,
  type HotQuestion,
  type HotReads,
  type Outcome,
  type SignInRobot,
  type VisibleProject,
} from './hot-reads'
import { toDetails, toProject, toRobot, type DetailsRow, type ProjectRow, type RobotRow } from './rows'

const statements = {
  /** All that a batch asks, in one statement and so at one moment: the settings, the robots of $1, the projects of $2. */
  'read-hot': `
  SELECT 'settings', NULL,
    (SELECT coalesce(json_agg(json_build_array("key", "value") ORDER BY "key"), '[]')::text FROM "Setting")
  UNION ALL
  SELECT 'robots', r."loginName",
    json_build_array(r."id", r."loginName", r."disabled", r."expiresAt"::text, p."id", p."name",
      (SELECT coalesce(json_agg(json_build_array(s."id", s."hash", s."scheme", s."expiresAt", s."retiresAt",
          s."retiresAfter", n."activatedAt") ORDER BY s."id"), '[]')
        FROM "RobotSecret" s LEFT JOIN "RobotSecret" n ON n."id" = s."successorId"
        WHERE s."robotId" = r."id" AND s."endedAt" IS NULL),
      (SELECT coalesce(json_agg(json_build_array(g."scope", g."projectId", g."access") ORDER BY g."id"), '[]')
        FROM "RobotGrant" g WHERE g."robotId" = r."id"))::text
    FROM "Robot" r LEFT JOIN "Project" p ON p."id" = r."projectId" WHERE r."loginName" = ANY($1)
  UNION ALL
  SELECT 'projects', "name", json_build_array("id", "name", "public")::text FROM "Project" WHERE "name" = ANY($2)`,
  'read-robots': `
  SELECT coalesce(json_agg(json_build_array(r."id", r."level", r."name", r."description", r."durationDays",
      r."expiresAt"::text, r."disabled", r."legacy", r."creatorType", r."creatorRef", r."createdAt", r."updatedAt",
      r."mayRotateSince" IS NOT NULL,
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

  async function read(name: keyof typeof statements, values: unknown[]): Promise<string[][]> {
    pool ??= openPool('hot-reads', url, maxConnections, patienceMs)
    const query = { text: statements[name], values, rowMode: 'array' as const }
    try {
      return (await pool.query<string[]>({ ...query, name })).rows
    } catch (error) {
      if (!isWorthAnother(error)) throw error
      // Without a name nothing has to be there from before.
      return (await pool.query<string[]>(query)).rows
    }
  }

  async function answerAll(questions: HotQuestion[]): Promise<Outcome<HotAnswer>[]> {
    lastSettings ??= (await readHot([], [])).settings
    const projects = [...new Set(questions.flatMap((question) => question.projects ?? []))]
    for (;;) {
      const logins = loginsOf(questions, lastSettings)
      const wanted = [...new Set(logins)].filter((login) => login !== null)
      const found = await readHot(wanted, projects)
      const isAnother = found.settings !== lastSettings
      lastSettings = found.settings
      // Whom a name means may depend on them.
      if (isAnother && `${loginsOf(questions, lastSettings)}` !== `${logins}`) continue
      return questions.map((question, index) => ({ ok: true, answer: answerFrom(found, question, logins[index]!) }))
    }
  }

  /** Data that the server cannot take is one question's, and fails that one alone. */
  async function answerEach(questions: HotQuestion[]): Promise<Outcome<HotAnswer>[]> {
    try {
      return await answerAll(questions)
    } catch (error) {
      if (!/^22/.test((error as { code?: string }).code ?? '')) throw error
      if (questions.length === 1) return [{ ok: false, error }]
      return (await Promise.all(questions.map((question) => answerEach([question])))).flat()
    }
  }

  async function readHot(logins: string[], projects: string[]): Promise<Found> {
    const found: Found = { settings: '', robots: new Map(), projects: new Map() }
    for (const [kind, name, text] of (await read('read-hot', [logins, projects])) as [keyof Found, string, string][]) {
      if (kind === 'robots') found.robots.set(name, robotIn(text))
      else if (kind === 'projects') found.projects.set(name, projectIn(text))
      else found.settings = text
    }
    return found
  }

  const ask = inBatches(answerEach, maxBatches)
  return {
    ask: (question) => inOwnTime(ask(question)),
    robots: async (ids) => (JSON.parse((await read('read-robots', [ids]))[0]![0]!) as DetailsRow[]).map(toDetails),
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

/** What a batch has read, by the names it asked for. */
type Found = { settings: string; robots: Map<string, SignInRobot>; projects: Map<string, VisibleProject> }

function answerFrom({ settings, robots, projects }: Found, question: HotQuestion, login: string | null): HotAnswer {
  const robot = login === null ? null : (robots.get(login) ?? null)
  const wanted = question.projects ?? []
  return answerOf(
    question,
    settings,
    robot,
    wanted.flatMap((name) => projects.get(name) ?? []),
  )
}

/** What a text means is no news to who has read it before: equal rows are the same object. */
const robotIn = remembered((text) => toRobot(JSON.parse(text) as RobotRow), { max: 5_000, maxLength: 4_000 })
const projectIn = remembered((text) => toProject(JSON.parse(text) as ProjectRow), { max: 5_000, maxLength: 4_000 })

/**
 * The server went away (57), or has lost or never had the prepared statement: after a failover, behind a pooler, or
 * when a table was changed (26000, 42P05, 0A000).
 */
const isWorthAnother = (error: unknown): boolean => {
  const { code = '', message } = error as { code?: string; message: string }
  return /^(57P0\d|26000|42P05|0A000|ECONNRESET|EPIPE)$/.test(code) || message === 'Connection terminated unexpectedly'
}
