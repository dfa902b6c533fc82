import type { ActionError } from '@/lib/domain/action-error'

/** What next-safe-action answers, as far as we look at it. */
export type ActionResult<Data> = { data?: Data; serverError?: ActionError; validationErrors?: unknown }
type Outcome<Data> = { ok: true; data: Data } | { ok: false; error: ActionError }

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
