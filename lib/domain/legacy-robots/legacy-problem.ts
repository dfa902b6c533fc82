import type { z } from 'zod'

/** The first thing that is wrong, with the name of its field. */
export function firstProblem({ issues }: z.ZodError): string {
  const { path, message } = issues[0]!
  return `${path.join('.') || 'the entry'}: ${message}`
}
