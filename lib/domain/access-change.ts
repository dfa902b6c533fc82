import { parseAccessKey, accessKey } from './access'

/** Permissions, by plain keys, in the repositories of these patterns; without any in every repository. */
export type AccessGroup = { keys: string[]; repositories?: string }

/** What an edit makes of the permissions in one place. */
export type AccessChange = { added: AccessGroup[]; removed: AccessGroup[] }

/** What becomes of one list of permission keys when it is replaced by another. */
export function accessChange(before: readonly string[], after: readonly string[]): AccessChange {
  const [had, has] = [new Set(before), new Set(after)]
  return {
    added: grouped(after.filter((key) => !had.has(key))),
    removed: grouped(before.filter((key) => !has.has(key))),
  }
}

const grouped = (keys: readonly string[]): AccessGroup[] =>
  keys.length === 0 ? [] : [{ keys: keys.map((key) => accessKey(parseAccessKey(key))).sort() }]

/** Whether it allows more than before. */
export const widensAccess = ({ added }: AccessChange): boolean => added.length > 0

export const changesAccess = ({ added, removed }: AccessChange): boolean => added.length + removed.length > 0
