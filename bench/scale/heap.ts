type Event = { at: number; run: () => void }

/** The event that comes first, first. */
export class Heap {
  private readonly events: Event[] = []

  push(event: Event): void {
    const { events } = this
    let at = events.push(event) - 1
    for (let parent = (at - 1) >> 1; at > 0 && events[parent]!.at > event.at; parent = (at - 1) >> 1) {
      events[at] = events[parent]!
      at = parent
    }
    events[at] = event
  }

  pop(): Event | undefined {
    const { events } = this
    const first = events[0]
    const last = events.pop()
    if (events.length === 0 || !last) return first
    let at = 0
    for (let child = 1; child < events.length; child = at * 2 + 1) {
      if (child + 1 < events.length && events[child + 1]!.at < events[child]!.at) child++
      if (events[child]!.at >= last.at) break
      events[at] = events[child]!
      at = child
    }
    events[at] = last
    return first
  }
}
