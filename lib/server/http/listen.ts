import 'server-only'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { env } from '../env'

/** Throws as `listen` would, before anything is made: a password shown by a start that then fails is easily missed. */
export async function ensureFreePort(): Promise<void> {
  const probe = createServer()
  await listen(probe)
  await new Promise((closed) => probe.close(closed))
}

/** Listens on HOST and PORT, or throws a sentence that names the one to change. */
export async function listen(server: Server): Promise<void> {
  const { HOST, PORT } = env()
  server.listen(PORT, HOST)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new Error(`PORT ${PORT} on ${HOST} is taken: stop what listens there or choose another.`)
    if (code === 'EACCES') throw new Error(`PORT ${PORT} may not be used by this user: choose one above 1023.`)
    throw new Error(`HOST ${HOST} is no address to listen on here (${code}).`, { cause: error })
  }
}
