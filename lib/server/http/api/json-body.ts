import 'server-only'
import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { unprocessable } from '../exchange/error-body'
import { readBody } from '../exchange/read-body'

/** What a request of the API may carry. The entry stops a little later, see handle.ts. */
const maxJsonBytes = 1_000_000
/** Enough to mend a body by; a body may have more faults than an answer should. */
const maxSentences = 10

/**
 * The JSON body of a request, checked: 422 with Harbor's list for what does not fit, 413 for what is too long. Unknown
 * keys are ignored. A body that may be missing counts as `{}`.
 */
export async function bodyOf(request: IncomingMessage, schema: z.ZodType, optional = false): Promise<unknown> {
  const text = (await textOf(request)).trim()
  if (text === '' && !optional) throw unprocessable('body in body is required')
  const parsed = schema.safeParse(text === '' ? {} : jsonOf(text))
  if (parsed.success) return parsed.data
  const sentences = parsed.error.issues.map(({ path, message }) => `${nameOf(path)} in body ${message}`)
  throw unprocessable(...sentences.slice(0, maxSentences))
}

const nameOf = (path: PropertyKey[]): string => (path.length === 0 ? 'body' : path.map(String).join('.').slice(0, 200))

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unprocessable('body in body is no valid JSON')
  }
}

/** The body as text. */
export const textOf = async (request: IncomingMessage): Promise<string> =>
  new TextDecoder().decode(await readBody(request, maxJsonBytes))
