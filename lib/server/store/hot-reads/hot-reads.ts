import 'server-only'
import { secretEnd } from '@/lib/domain/secrets/robot-secret'
import { countBatch } from '../../metrics/count'
import { forAll } from '../../request-context'
import type { Prisma } from '../../generated/sqlite/client'
import type { RobotGetPayload } from '../../generated/sqlite/models'

/** What a sign-in reads of a robot. */
export const signInFields = {
  id: true,
  loginName: true,
  disabled: true,
  expiresAt: true,
  project: { select: { id: true, name: true } },
  secrets: {
    where: { endedAt: null },
    select: { id: true, hash: true, scheme: true, expiresAt: true, retiresAt: true, retiresAfter: true, endedAt: true },
  },
  grants: { select: { scope: true, projectId: true, access: true } },
} as const
type SignInFields = RobotGetPayload<{ select: typeof signInFields }>

/** `end`: from when it signs in no more, in milliseconds, as far as that is decided. */
export type SignInSecret = { id: number; hash: string; scheme: string; end: number | null }
export type SignInRobot = Omit<SignInFields, 'secrets'> & { secrets: SignInSecret[] }

/** From what the usual client has read, of a robot whose secrets have no successors. */
export const toSignInRobot = (robot: SignInFields): SignInRobot => ({
  ...robot,
  secrets: robot.secrets.map((secret) => {
    const { id, hash, scheme } = secret
    return { id, hash, scheme, end: secretEnd(secret, null) }
  }),
})

export type VisibleProject = { id: number; name: string; public: boolean }

/** A robot as the API shows it, with all its grants in the order they were made. */
export type RobotDetails = {
  id: number
  level: string
  name: string
  description: string
  durationDays: number
  expiresAt: bigint | null
  disabled: boolean
  legacy: boolean
  mayRotate: boolean
  creatorType: string
  creatorRef: number
  createdAt: Date
  updatedAt: Date
  project: VisibleProject | null
  /** `project` is the name of the one that a grant is for. */
  grants: { scope: string; access: string; project: string | null }[]
}

/**
 * `login` says whom to look up, given the settings as they stand (their text); null = nobody, as when it is left out.
 * Asked with again, the same question (the object) gets the same answer (the object) as long as it says the same: the
 * reads keep it in `latest`.
 */
export type HotQuestion = {
  login?: (settings: string) => string | null
  projects?: readonly string[]
  latest?: HotAnswer
}
/** Neither the answer nor anything in it may be changed: who asks the same may get the same object. */
export type HotAnswer = {
  /** All rows of the table Setting as one text: JSON pairs, ordered by key, so that equal rows are equal texts. */
  settings: string
  /** With its secrets and grants, both in the order they were made. */
  robot: SignInRobot | null
  /** Those of the named projects that exist. */
  projects: readonly VisibleProject[]
}

/**
 * What is read at every request of a machine, on connections of their own that wait for no open transaction, by
 * statements that are prepared once. The questions of one turn of the event loop are answered together. Each part of an answer is the state at a moment that lies after the
 * question, so a change counts for the next request in every process. They fail as the database's driver does.
 */
export type HotReads = {
  ask: (question: HotQuestion) => Promise<HotAnswer>
  /** Those of these robots that there are, in no particular order. */
  robots: (ids: readonly number[]) => Promise<RobotDetails[]>
  /**
   * The rows of a statement of a list; null where a list must not take a connection from the others, as on PostgreSQL.
   * Times and truth values are given and come back as SQLite keeps them.
   */
  rows: (<Row>(statement: Prisma.Sql) => Row[]) | null
  /** Ends the connections. The next question would open others. */
  close: () => Promise<void>
}

/** The latest answer to the question where these rows are still those that it gave, else a new one. */
export function answerOf(
  question: HotQuestion,
  settings: string,
  robot: SignInRobot | null,
  projects: VisibleProject[],
) {
  const { latest } = question
  const isSame = latest?.settings === settings && latest.robot === robot && isSameList(latest.projects, projects)
  return isSame ? latest : (question.latest = { settings, robot, projects })
}

const isSameList = (one: readonly object[], other: readonly object[]): boolean =>
  one.length === other.length && one.every((item, index) => item === other[index])

type Waiting<Question, Answer> = {
  question: Question
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}
/** The answer to a question, or why there is none for this one. */
export type Outcome<Answer> = { ok: true; answer: Answer } | { ok: false; error: unknown }

/**
 * Collects what is asked in one turn of the event loop and answers it together, at most `limit` batches at a time: what
 * comes while that many are under way waits for the next. A batch begins after each of its questions was asked, and has
 * the time of none of them.
 */
export function inBatches<Question, Answer>(
  answerAll: (questions: Question[]) => Promise<Outcome<Answer>[]> | Outcome<Answer>[],
  limit = Infinity,
): (question: Question) => Promise<Answer> {
  let [waiting, running, scheduled]: [Waiting<Question, Answer>[], number, boolean] = [[], 0, false]

  function schedule() {
    if (scheduled || running >= limit || waiting.length === 0) return
    scheduled = true
    forAll(() =>
      setImmediate(() => {
        scheduled = false
        void run()
      }),
    )
  }

  async function run() {
    const batch = waiting
    waiting = []
    running++
    countBatch(batch.length)
    try {
      const answering = answerAll(batch.map(({ question }) => question))
      // Answered in this very turn where that is possible: what follows for each then happens in a row, too.
      settle(batch, Array.isArray(answering) ? answering : await answering)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      running--
      schedule()
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      schedule()
    })
}

function settle<Answer>(batch: Waiting<unknown, Answer>[], outcomes: Outcome<Answer>[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const outcome = outcomes[index]!
    if (outcome.ok) resolve(outcome.answer)
    else reject(outcome.error)
  }
}
