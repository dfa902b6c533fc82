import 'server-only'
import { globalState } from './global-state'

type Clock = { set?: () => Date }

const clock = () => globalState<Clock>('clock', () => ({}))

/** The server's time. Every decision about expiry asks here, so that tests can move it. */
export const now = (): Date => clock().set?.() ?? new Date()

/** The time that tests have set; null = it is the machine's, and what all share may go by the database's. */
export const setTime = (): Date | null => clock().set?.() ?? null

/** Whole Unix seconds. */
export const nowSeconds = (): number => Math.floor(now().getTime() / 1000)

/** Sets the clock (tests) or, without an argument, gives it back to the machine. */
export function setClock(at?: () => Date): void {
  clock().set = at
}
