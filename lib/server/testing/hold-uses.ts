import 'server-only'
import { beforeEach } from 'vitest'
import { globalState } from '../global-state'
import { flushUses, waitingUses } from '../usage/note-use'

type Timed = { timer?: { at: number; handle?: NodeJS.Timeout } }
const timed = () => globalState<Timed>('uses', () => ({}))

/** What is to be written by itself is not any more: the clock on the wall must not decide what a test sees. */
export function stopWritingUses(): void {
  clearTimeout(timed().timer?.handle)
}

/** From here on nothing is written by itself: one that comes before all others is never replaced. */
export function holdUses(): void {
  // Makes what is kept of them, where that is yet to be.
  waitingUses()
  stopWritingUses()
  timed().timer = { at: -Infinity }
}

/** Uses are written when a test of this file flushes them, and never by themselves: each writing ends what is kept. */
export function useHeldUses(): void {
  beforeEach(async () => {
    await flushUses('all')
    holdUses()
  })
}
