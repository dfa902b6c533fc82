import { anything, type Normal } from './normalise'

/** Where two answers differ, and how. */
export type Difference = { at: string; harbor: unknown; ours: unknown }

/** All places where two answers differ; of answers with another status only that. */
export function differencesOf(harbor: Normal, ours: Normal, { sentences = false } = {}): Difference[] {
  if (harbor.status !== ours.status) return [{ at: 'status', harbor: harbor.status, ours: ours.status }]
  return [
    ...inValues('code', harbor.code, ours.code),
    ...(sentences ? inValues('sentence', harbor.sentence, ours.sentence) : []),
    ...inValues('headers', harbor.headers, ours.headers),
    ...inValues('body', harbor.body, ours.body),
  ]
}

function inValues(at: string, harbor: unknown, ours: unknown): Difference[] {
  if (harbor === anything || ours === anything) return []
  if (!isTree(harbor) || !isTree(ours) || Array.isArray(harbor) !== Array.isArray(ours))
    return Object.is(harbor, ours) ? [] : [{ at, harbor, ours }]
  const keys = new Set([...Object.keys(harbor), ...Object.keys(ours)])
  return [...keys].flatMap((key) => inValues(`${at}.${key}`, harbor[key], ours[key]))
}

const isTree = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null
