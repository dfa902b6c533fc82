import 'server-only'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { env } from '../../env'

/** Where to listen, and how the variables are called that say so. */
type Place = { host: string; port: number; names: { host: string; port: string } }

const mainPlace = (): Place => ({ host: env().HOST, port: env().PORT, names: { host: 'HOST', port: 'PORT' } })

/** Where the metrics are told; null without a port of their own. */
export function metricsPlace(): Place | null {
  const { METRICS_HOST: host, METRICS_PORT: port } = env()
  return port === undefined ? null : { host, port, names: { host: 'METRICS_HOST', port: 'METRICS_PORT' } }
}

/** Throws as `listen` would, before anything is made: a password shown by a start that then fails is easily missed. */
export async function ensureFreePorts(): Promise<void> {
  for (const place of [mainPlace(), metricsPlace()]) if (place) await ensureFree(place)
}

async function ensureFree(place: Place): Promise<void> {
  const probe = createServer()
  await listen(probe, place)
  await new Promise((closed) => probe.close(closed))
}

/** Listens on HOST and PORT, or elsewhere, or throws a sentence that names the variable to change. */
export async function listen(server: Server, { host, port, names }: Place = mainPlace()): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`${names.port} ${port} on ${host} is taken: stop what listens there or choose another.`)
    if (code === 'EACCES') throw new Error(`${names.port} ${port} may not be used by this user: choose one above 1023.`)
    throw new Error(`${names.host} ${host} is no address to listen on here (${code}).`, { cause: error })
  }
}
