import 'server-only'
import { globalState } from '../../global-state'

const state = () => globalState('leaving', () => ({ isLeaving: false }))

/** Whether the process was told to end: it answers who has asked, and nobody should ask it any more. */
export const isLeaving = (): boolean => state().isLeaving

export function noteLeaving(to = true): void {
  state().isLeaving = to
}
