/** One thing a robot may do: an action on a resource, in Harbor's words (`repository`, `push`). */
export type Access = {
  resource: string
  action: string
  /** Only in these repositories of the place: the text of `parsePatterns`. None = in all of them. */
  repositories?: string
}

/**
 * `repository:push`; narrowed `[app/* !app/internal/**]repository:push`, so that whoever asks a set for
 * `repository:push` does not find it.
 */
export const accessKey = ({ resource, action, repositories }: Access): string =>
  repositories === undefined ? `${resource}:${action}` : `[${repositories}]${resource}:${action}`

/** The inverse of `accessKey`; the action is what follows the first colon. */
export function parseAccessKey(key: string): Access {
  const end = key.startsWith('[') ? key.indexOf(']') : -1
  const colon = key.indexOf(':')
  const pair = { resource: key.slice(end + 1, colon), action: key.slice(colon + 1) }
  return end < 0 ? pair : { ...pair, repositories: key.slice(1, end) }
}

/** The same pair wherever it holds. */
export const unnarrowed = ({ resource, action }: Access): Access => ({ resource, action })

/** What is about repositories and what lies in them; all else is about a project or the system as a whole. */
const narrowableResources = new Set([
  'accessory',
  'artifact',
  'artifact-addition',
  'artifact-label',
  'helm-chart',
  'helm-chart-version',
  'helm-chart-version-label',
  'repository',
  'sbom',
  'scan',
  'tag',
])

/** Whether a pair can be narrowed to repositories. None of the system's can. */
export const isNarrowable = ({ resource }: Access): boolean => narrowableResources.has(resource)

/** Without duplicates, and without what is held in all repositories besides. */
export function distinctAccess(access: readonly Access[]): Access[] {
  const byKey = new Map(access.map((pair) => [accessKey(pair), pair]))
  return [...byKey.values()].filter(
    (pair) => pair.repositories === undefined || !byKey.has(accessKey(unnarrowed(pair))),
  )
}

/**
 * The stored form of an access list: `artifact:list,read;repository:pull`, and for each set of repositories
 * `[app/* base]repository:push+tag:create`. Sorted and without duplicates, so that equal sets are equal texts. A version
 * that knows no narrowing reads such a part as one permission that does not exist.
 */
export function encodeAccess(access: readonly Access[]): string {
  const [actions, narrowed] = [new Map<string, string[]>(), new Map<string, string[]>()]
  for (const pair of distinctAccess(access)) {
    const { resource, action, repositories } = pair
    if (repositories === undefined) actions.set(resource, [...(actions.get(resource) ?? []), action])
    else narrowed.set(repositories, [...(narrowed.get(repositories) ?? []), accessKey(unnarrowed(pair))])
  }
  return [
    ...parts(actions, (resource, each) => `${resource}:${each.join(',')}`),
    ...parts(narrowed, (repositories, keys) => `[${repositories}]${keys.join('+')}`),
  ].join(';')
}

const parts = (groups: ReadonlyMap<string, string[]>, part: (key: string, items: string[]) => string): string[] =>
  [...groups.keys()].sort().map((key) => part(key, groups.get(key)!.sort()))

/** The inverse of `encodeAccess`, in the stored (sorted) order. */
export function decodeAccess(text: string): Access[] {
  return text === '' ? [] : text.split(';').flatMap(decodePart)
}

function decodePart(part: string): Access[] {
  const end = part.startsWith('[') ? part.indexOf(']') : -1
  if (end >= 0) {
    const repositories = part.slice(1, end)
    const keys = part.slice(end + 1).split('+')
    return keys.map((key) => ({ ...parseAccessKey(key), repositories }))
  }
  const { resource, action } = parseAccessKey(part)
  return action.split(',').map((each) => ({ resource, action: each }))
}

/**
 * Keys as they are sent, where a list may be long: what is narrowed alike as one text, as in the stored form, so that its
 * patterns are sent once and not with every pair.
 */
export function packedKeys(keys: readonly string[]): string[] {
  const narrowed = keys.filter((key) => key.startsWith('['))
  if (narrowed.length === 0) return [...keys]
  const text = encodeAccess(keys.map(parseAccessKey))
  return text.split(';').flatMap((part) => (part.startsWith('[') ? [part] : decodeAccess(part).map(accessKey)))
}

/** The keys behind a list that was packed. */
export const unpackedKeys = (packed: readonly string[]): string[] => accessKeys(packed.flatMap(decodeAccess))

/** Sorted keys: for showing, and for comparing two sets. */
export const accessKeys = (access: readonly Access[]): string[] => access.map(accessKey).sort()
