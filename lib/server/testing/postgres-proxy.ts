import 'server-only'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What becomes of the bytes a client sends: handed on, handed on and then cut off, cut off before, or kept for good. */
type Passage = 'on' | 'on-then-cut' | 'cut' | 'silence'

/** A PostgreSQL server's stand-in that hands everything on, except as `decide` says of what a client sends. */
export async function startProxy(url: string) {
  const target = new URL(url)
  let decide: (sent: string) => Passage = () => 'on'
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => (client.destroy(), upstream.destroy()))
    }
    upstream.pipe(client)
    client.on('data', (chunk) => {
      const passage = decide(chunk.toString('latin1'))
      if (passage === 'on' || passage === 'on-then-cut') upstream.write(chunk)
      // The server needs a moment to act on it, and its answer must not come through.
      if (passage === 'on-then-cut')
        upstream
          .unpipe(client)
          .once('data', () => client.destroy())
          .resume()
      if (passage === 'cut') client.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(url)
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    url: own.href,
    decide: (rule: typeof decide) => void (decide = rule),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
