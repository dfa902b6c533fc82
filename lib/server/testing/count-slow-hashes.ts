import 'server-only'
import { createRequire } from 'node:module'

type Hashing = Record<'verify' | 'hashRaw', (...args: unknown[]) => Promise<unknown>>

/** How many slow hashes this process has run to look at a secret. To be imported before whatever runs them. */
export const slowHashes = { count: 0 }

// ES modules take their copy of what this package exports when they are first evaluated, which is later.
const hashing = createRequire(import.meta.url)('@node-rs/argon2') as Hashing
for (const name of ['verify', 'hashRaw'] as const) {
  const real = hashing[name]
  hashing[name] = (...args) => {
    slowHashes.count++
    return real(...args)
  }
}
