import 'server-only'
import { globalState } from './global-state'

type Clock = { now: () => Date }

const clock = () => globalState<Clock>('clock', () => ({ now: () => new Date() }))

/** The server's time. Every decision about expiry asks here, so that tests can move it. */
export const now = (): Date => clock().now()

/** Whole Unix seconds. */
export const nowSeconds = (): number => Math.floor(now().getTime() / 1000)

/** Sets the clock (tests) or, without an argument, gives it back to the machine. */
export function setClock(at?: () => Date): void {
  clock().now = at ?? (() => new Date())
}
