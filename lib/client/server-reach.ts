import { paths } from '../paths'

/** Not all browsers at once, when the server is back; longer each time, five seconds at most. */
const pauseMs = (attempt: number) => Math.min(500 * 2 ** attempt, 5_000) * (0.8 + Math.random() * 0.4)

let away = false
let isAsking = false
let waiting: (() => void)[] = []
const listeners = new Set<() => void>()

function publish(next: boolean) {
  if (away === next) return
  away = next
  listeners.forEach((listener) => listener())
}

/** Whether anything answers at our address: a proxy that says that nothing is behind it does not count. */
const isThere = (): Promise<boolean> =>
  fetch(paths.live(), { cache: 'no-store' }).then(
    ({ status }) => !isGatewayFailure(status),
    () => false,
  )

async function askUntilThere() {
  if (isAsking) return
  isAsking = true
  for (let attempt = 0; !(await isThere()); attempt++) {
    publish(true)
    await new Promise<void>((next) => {
      const timer = setTimeout(go, pauseMs(attempt))
      function go() {
        clearTimeout(timer)
        removeEventListener('online', go)
        next()
      }
      addEventListener('online', go)
    })
  }
  isAsking = false
  serverIsThere()
}

/** To be told of an answer: whoever waits for the server goes on. */
export function serverIsThere() {
  publish(false)
  const waited = waiting
  waiting = []
  waited.forEach((goOn) => goOn())
}

/** To be told when a request got no answer: asks for the server until there is one. Ends then, or by the signal. */
export function whenServerIsThere(signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push(resolve)
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    void askUntilThere()
  })
}

/** To be told of a request without an answer that is not repeated. */
export const noAnswer = (): void => void askUntilThere()

/** What a proxy answers when the server behind it does not. */
export const isGatewayFailure = (status: number): boolean => status === 502 || status === 504

/** Whether the server is away, as an external store for React. */
export const serverReach = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  isAway: () => away,
  isAwayOnServer: () => false,
}
