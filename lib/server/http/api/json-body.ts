import 'server-only'
import type { z } from 'zod'
import { ApiError, unprocessable } from '../error-body'

/** What a request of the API may carry. The entry stops a little later, see limit-body.ts. */
export const maxJsonBytes = 1_000_000
/** Enough to mend a body by; a body may have more faults than an answer should. */
const maxSentences = 10

/**
 * The JSON body of a request, checked: 422 with Harbor's list for what does not fit, 413 for what is too long. Unknown
 * keys are ignored. A body that may be missing counts as `{}`.
 */
export async function bodyOf<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  { optional = false } = {},
): Promise<z.output<Schema>> {
  const text = await textOf(request)
  if (text.trim() === '' && !optional) throw unprocessable('body in body is required')
  const parsed = schema.safeParse(text.trim() === '' ? {} : jsonOf(text))
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

/** The body as text, read no further than it may be long: a sender may lie about its length, or name none. */
export async function textOf(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxJsonBytes) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
    length += part.value.length
    if (length > maxJsonBytes) {
      await reader!.cancel()
      throw tooLarge()
    }
    parts.push(part.value)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}

const tooLarge = (): ApiError => new ApiError(413, 'REQUEST_ENTITY_TOO_LARGE', 'the request body is too large')
