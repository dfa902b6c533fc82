import 'server-only'
import { inTurn, places } from '../secrets/stored-secret'

/** Takes every place at the slow hash and in the queue before it. Returns what gives them back. */
export function fillTurns(): () => Promise<void> {
  let leave = () => {}
  const held = new Promise<void>((go) => (leave = go))
  const holders = Array.from({ length: places }, () => inTurn(() => held))
  return async () => {
    leave()
    await Promise.all(holders)
  }
}
