import 'server-only'
import { operations } from './operations/all'

type Described = { method: string; path: string; query: readonly string[]; body: string; answers: string }

/** What the API's description promises, for people to read: by the first part of the path, in the table's order. */
export function describedOperations(): { part: string; operations: Described[] }[] {
  const parts = new Map<string, Described[]>()
  for (const { own, method, path, query = [], body, success, answer, list, refusals } of operations) {
    if (own) continue
    const part = path.split('/')[1]!
    const answered = answer ? ` ${answer}${list ? '[]' : ''}` : ''
    const answers = [`${success}${answered}`, ...refusals].join(', ')
    const described = { method, path, query, body: body?.schema ?? '', answers }
    parts.set(part, [...(parts.get(part) ?? []), described])
  }
  return [...parts].map(([part, each]) => ({ part, operations: each }))
}
