import 'server-only'
import { setClock } from '../clock'

/** Stops the server's time; what it answers moves it on. `useDatabase` lets it go again after each test. */
export function stopClock(start = Date.now()): (seconds: number) => void {
  let at = start
  setClock(() => new Date(at))
  return (seconds) => void (at += seconds * 1_000)
}
