import { z } from 'zod'
import { maxLoginNameLength } from '../robots/robot-name'
import { maxPrefixLength } from '../settings/settings'

/** What a robot did to a repository, as it is counted. */
export type UsageKind = 'pulls' | 'pushes' | 'deletes'

/** An event of the registry that counts: `at` is when it happened, in Unix seconds. */
export type CountedEvent = { id: string; kind: UsageKind; actor: string; repository: string; at: number }

const maxIdLength = 200
const maxRepositoryLength = 255

/** Distribution's rule for repositories; nothing else is worth a row. */
const repositoryPattern = /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/

/** Left out, empty or of another type is all the same: releases differ in what they write where they have nothing. */
const optionalText = z.string().optional().catch(undefined)

/** A registry sends more than this, and later ones will send more still. */
const event = z.object({
  id: z.string().min(1).max(maxIdLength),
  action: z.string(),
  timestamp: optionalText,
  target: z.object({
    repository: z.string().max(maxRepositoryLength).regex(repositoryPattern),
    mediaType: optionalText,
    digest: optionalText,
    tag: optionalText,
    url: optionalText,
  }),
  request: z.object({ method: optionalText }).optional().catch(undefined),
  actor: z.object({
    name: z
      .string()
      .min(1)
      .max(maxPrefixLength + maxLoginNameLength),
  }),
})
type Event = z.output<typeof event>

const envelope = z.object({ events: z.array(z.unknown()) })

/**
 * The events of a notification that count, or null when it is none at all. Events of unknown kinds, of nobody and
 * unreadable ones are left out, not refused: a registry repeats what is refused without end, and everything behind it
 * waits.
 */
export function countedEvents(body: unknown, nowSeconds: number): CountedEvent[] | null {
  const parsed = envelope.safeParse(body)
  if (!parsed.success) return null
  return parsed.data.events.flatMap((each) => {
    const { success, data } = event.safeParse(each)
    const kind = success ? countedAs(data) : null
    if (!success || !kind || hasControls(data.id + data.actor.name)) return []
    const { id, actor, target, timestamp } = data
    return [{ id, kind, actor: actor.name, repository: target.repository, at: timeOf(timestamp, nowSeconds) }]
  })
}

/**
 * Manifests count, layers do not: an image is pulled once, however many layers it has. Clients first look (HEAD) and
 * then fetch. A deleted manifest takes its tags along, each with an event of its own that names the tag and no digest.
 */
function countedAs({ action, target, request }: Event): UsageKind | null {
  if (isLayer(target)) return null
  if (action === 'pull') return request?.method === 'HEAD' ? null : 'pulls'
  if (action === 'push') return 'pushes'
  if (action === 'delete') return target.digest && !target.tag ? 'deletes' : null
  return null
}

/** By its type or its address, whichever is told. A delete tells neither: those of a layer and a manifest look alike. */
const isLayer = ({ mediaType, url }: Event['target']): boolean =>
  mediaType === 'application/octet-stream' || /\/blobs\/[^/]+$/.test(url ?? '')

/** By the registry's clock, since events may arrive hours late; but not later than now, and now when it is no time. */
function timeOf(timestamp: string | undefined, nowSeconds: number): number {
  const at = Math.floor(Date.parse(timestamp ?? '') / 1000)
  return at > 0 && at < nowSeconds ? at : nowSeconds
}

/** These are in no id and no name of ours; a NUL would even make PostgreSQL fail. */
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text)
