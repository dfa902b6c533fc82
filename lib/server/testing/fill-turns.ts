import 'server-only'
import { inTurn, maxRunning, places } from '../secrets/stored-secret'

/** Takes every place at the slow hash and in the queue before it. Returns what gives them back. */
export const fillTurns = (): (() => Promise<void>) => hold(places)

/** Takes every place at the slow hash: whoever comes waits in the queue. Returns what gives them back. */
export const holdTurns = (): (() => Promise<void>) => hold(maxRunning)

function hold(count: number): () => Promise<void> {
  let leave = () => {}
  const held = new Promise<void>((go) => (leave = go))
  const holders = Array.from({ length: count }, () => inTurn(() => held))
  return async () => {
    leave()
    await Promise.all(holders)
  }
}
