import 'server-only'

type Waiting<Question, Answer> = {
  question: Question
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}
/** The answer to a question, or why there is none for this one. */
export type Outcome<Answer> = { ok: true; answer: Answer } | { ok: false; error: unknown }

/**
 * Collects what is asked in one turn of the event loop and answers it together, at most `limit` batches at a time: what
 * comes while that many are under way waits for the next. A batch begins after each of its questions was asked.
 */
export function inBatches<Question, Answer>(
  answerAll: (questions: Question[]) => Promise<Outcome<Answer>[]> | Outcome<Answer>[],
  limit = Infinity,
): (question: Question) => Promise<Answer> {
  let [waiting, running, scheduled]: [Waiting<Question, Answer>[], number, boolean] = [[], 0, false]

  function schedule() {
    if (scheduled || running >= limit || waiting.length === 0) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      void run()
    })
  }

  async function run() {
    const batch = waiting
    waiting = []
    running++
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
