import 'server-only'

/** As a shell tells of a process that a signal has ended. */
const codes = { SIGTERM: 143, SIGINT: 130 } as const
const signals = Object.keys(codes) as (keyof typeof codes)[]

const end = (signal: keyof typeof codes) => process.exit(codes[signal])

/**
 * Ends the process at once at SIGTERM or SIGINT as long as nothing is answered yet: the first process of a container would
 * not hear them otherwise. A migration may be killed anywhere.
 */
export function endEarlyOnSignal(): void {
  for (const signal of signals) process.on(signal, end)
}

/** From here on somebody else listens to them. */
export function endEarlyNoMore(): void {
  for (const signal of signals) process.off(signal, end)
}
