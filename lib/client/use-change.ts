import { useState, useTransition } from 'react'
import { useRouter } from 'next/navigation'
import { runAction, type ActionResult } from './run-action'
import { useErrorText } from './use-error-text'

/**
 * A server action as a dialog uses it: `run(input)`, whether it is on its way, and why it failed, in words. Somebody
 * else's change behind a failure is also shown: the list below is read again.
 */
export function useChange<Input, Data>(
  call: (input: Input) => Promise<ActionResult<Data>>,
  onDone: (data: Data) => void,
) {
  const router = useRouter()
  const errorText = useErrorText()
  const [error, setError] = useState<string>()
  const [pending, startTransition] = useTransition()

  const run = (input: Input) =>
    startTransition(async () => {
      const outcome = await runAction(call, input)
      if (outcome.ok) return onDone(outcome.data)
      setError(errorText(outcome.error))
      if (outcome.error.code === 'STALE' || outcome.error.code === 'NOT_FOUND') router.refresh()
    })

  return { run, pending, error, clearError: () => setError(undefined) }
}
