import { useState, useTransition } from 'react'
import { useRouter } from 'next/navigation'
import type { ActionError, ActionErrorCode } from '@/lib/domain/action-error'
import { eventLog } from './event-log'
import { useErrorNode } from './use-error-node'
import { useErrorText } from './use-error-text'

/** What next-safe-action answers, as far as we look at it. */
export type ActionResult<Data> = { data?: Data; serverError?: ActionError; validationErrors?: unknown }
type Outcome<Data> = { ok: true; data: Data } | { ok: false; error: ActionError }

/** What the event log tells of a change. */
type Logged<Input, Data> = {
  /** What is done, such as "Delete Robot". */
  title: string
  /** What it is done to, one event each. */
  names: (input: Input) => string[]
  /** Per name why it failed, or null; without it they all succeed together. */
  results?: (data: Data) => (ActionError | null)[]
}

type ChangeOptions<Input, Data> = Logged<Input, Data> & {
  /** Whether the answer holds a secret: showing that waits for no list. */
  reveals?: (data: Data) => boolean
}

/**
 * A server action as a dialog uses it: `run(input)`, whether it is on its way, and why it failed: `error` in words and
 * `failure` for who wants to say it at a field. Each leaves its line in the event log. What `onDone` closes goes in the
 * same moment in which the page below has what was changed: nobody begins anew with what was there before. Somebody
 * else's change behind a failure is also shown: the list below is read again.
 */
export function useChange<Input, Data>(
  call: (input: Input) => Promise<ActionResult<Data>>,
  onDone: (data: Data) => void,
  { reveals, ...logged }: ChangeOptions<Input, Data>,
) {
  const router = useRouter()
  const errorText = useErrorText()
  const errorNode = useErrorNode()
  const [failure, setFailure] = useState<ActionError>()
  const [pending, startTransition] = useTransition()

  const run = (input: Input) =>
    startTransition(async () => {
      const names = logged.names(input)
      const finish = eventLog.start(logged.title, names)
      const outcome = await runAction(call, input)
      if (outcome.ok) {
        setFailure(undefined)
        const results = logged.results?.(outcome.data) ?? names.map(() => null)
        finish(results.map((each) => each && errorText(each)))
        const done = () => onDone(outcome.data)
        if (reveals?.(outcome.data)) done()
        else startTransition(done)
        return
      }
      finish(names.map(() => errorText(outcome.error)))
      setFailure(outcome.error)
      if (changedElsewhere.includes(outcome.error.code)) router.refresh()
    })

  const error = failure && errorNode(failure)
  return { run, pending, error, failure, clearError: () => setFailure(undefined) }
}

const changedElsewhere: ActionErrorCode[] = ['STALE', 'CONFLICT', 'NOT_FOUND']

/** Calls a server action and tells success from every kind of failure, including that the server did not answer. */
export async function runAction<Input, Data>(
  call: (input: Input) => Promise<ActionResult<Data>>,
  input: Input,
): Promise<Outcome<Data>> {
  try {
    const result = await call(input)
    if (result?.serverError) return { ok: false, error: result.serverError }
    if (result?.validationErrors) return { ok: false, error: { code: 'VALIDATION', message: 'invalid input' } }
    return { ok: true, data: result?.data as Data }
  } catch {
    // It may have been done all the same.
    return { ok: false, error: { code: 'UNAVAILABLE', reason: 'outcome-unknown', message: 'no answer' } }
  }
}
