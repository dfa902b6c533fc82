export type EventState = 'running' | 'success' | 'failure' | 'interrupted'

/** One thing that was changed here, such as one of several robots that are deleted. In words: never a secret. */
export type LogEvent = {
  id: number
  /** What is done, such as "Delete Robot". */
  title: string
  /** To what, such as a robot's full name. */
  name: string
  state: EventState
  /** Milliseconds since 1970, by the browser's clock. */
  at: number
  /** Why it failed. */
  reason?: string
}

/** `unseen` counts what has ended since the drawer was last looked at. */
type EventLogState = { events: readonly LogEvent[]; unseen: { count: number; failed: boolean } }

const storageKey = 'event-log'
const maxEvents = 200
const nothing: EventLogState = { events: [], unseen: { count: 0, failed: false } }

let owner: string | undefined
let state = nothing
let nextId = 1
const listeners = new Set<() => void>()

function publish(next: EventLogState) {
  state = { ...next, events: next.events.slice(0, maxEvents) }
  store()
  listeners.forEach((listener) => listener())
}

/** The tab's storage, so that a reload keeps the log. A browser may forbid it; then the log lasts until the reload. */
function store() {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ owner, ...state }))
  } catch {}
}

function stored(user: string): EventLogState {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as (EventLogState & { owner: string }) | null
    if (kept?.owner !== user || !Array.isArray(kept.events)) return nothing
    return { events: kept.events.map(interrupted), unseen: kept.unseen ?? nothing.unseen }
  } catch {
    return nothing
  }
}

/** What was on its way when the page was left: nobody here heard how it ended. */
const interrupted = (event: LogEvent): LogEvent =>
  event.state === 'running' ? { ...event, state: 'interrupted' } : event

function finish(ids: number[], reasons: (string | null)[]) {
  const reasonOf = new Map(ids.map((id, index) => [id, reasons[index] ?? null]))
  const events = state.events.map((event): LogEvent => {
    const reason = reasonOf.get(event.id)
    if (reason === undefined) return event
    return reason === null ? { ...event, state: 'success' } : { ...event, state: 'failure', reason }
  })
  const failed = state.unseen.failed || reasons.some((reason) => reason !== null)
  publish({ events, unseen: { count: state.unseen.count + ids.length, failed } })
}

/** What this tab has done, for the drawer at the right edge. Only to be called in the browser. */
export const eventLog = {
  /** Takes up the log of this user; what another one did in the same tab is dropped. */
  claim(user: string) {
    if (owner === user) return
    owner = user
    const kept = stored(user)
    nextId = Math.max(0, ...kept.events.map(({ id }) => id)) + 1
    publish(kept)
  },
  /** Adds a running event per name; call the answer with each one's reason for failing, or null. */
  start(title: string, names: readonly string[]): (reasons: (string | null)[]) => void {
    const at = Date.now()
    const started = names.map((name): LogEvent => ({ id: nextId++, title, name, state: 'running', at }))
    publish({ ...state, events: [...started, ...state.events] })
    const ids = started.map(({ id }) => id)
    return (reasons) => finish(ids, reasons)
  },
  markSeen() {
    if (state.unseen.count > 0) publish({ ...state, unseen: nothing.unseen })
  },
  /** Forgets all but what is still running. */
  clear: () => publish({ ...nothing, events: state.events.filter((event) => event.state === 'running') }),
}

/** The log as an external store for React. */
export const eventLogStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: () => state,
  readOnServer: () => nothing,
}
