import 'server-only'
import { parseInteger } from '@/lib/domain/harbor-query'
import { unprocessable } from '../error-body'

/** An id in a path, or 422 for what can be none. */
export function idOf(text: string, name: string): number {
  const id = parseInteger(text)
  if (id === null || id < 1 || id >= 2 ** 31) throw unprocessable(`${name} in path must be a positive integer`)
  return id
}
