/** One thing a robot may do: an action on a resource, in Harbor's words (`repository`, `push`). */
export type Access = { resource: string; action: string }

/** `repository:push` */
export const accessKey = ({ resource, action }: Access): string => `${resource}:${action}`

/** The inverse of `accessKey`; the action is what follows the first colon. */
export function parseAccessKey(key: string): Access {
  const colon = key.indexOf(':')
  return { resource: key.slice(0, colon), action: key.slice(colon + 1) }
}

/**
 * The stored form of an access list: `artifact:list,read;repository:pull,push`. Sorted and without duplicates, so that
 * equal sets are equal texts.
 */
export function encodeAccess(access: readonly Access[]): string {
  const actions = new Map<string, Set<string>>()
  for (const { resource, action } of access) {
    const known = actions.get(resource) ?? new Set<string>()
    actions.set(resource, known.add(action))
  }
  return [...actions.keys()]
    .sort()
    .map((resource) => `${resource}:${[...actions.get(resource)!].sort().join(',')}`)
    .join(';')
}

/** The inverse of `encodeAccess`, in the stored (sorted) order. */
export function decodeAccess(text: string): Access[] {
  if (text === '') return []
  return text.split(';').flatMap((part) => {
    const { resource, action } = parseAccessKey(part)
    return action.split(',').map((each) => ({ resource, action: each }))
  })
}

/** Push without pull: a stock registry refuses it, so the pages do too. */
export function pushLacksPull(access: readonly Access[]): boolean {
  const keys = new Set(access.map(accessKey))
  return keys.has('repository:push') && !keys.has('repository:pull')
}

/** Sorted keys: for showing, and for comparing two sets. */
export const accessKeys = (access: readonly Access[]): string[] => access.map(accessKey).sort()
