import 'server-only'
import type { Server } from 'node:http'
import { Server as Listener, type Socket } from 'node:net'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'

/**
 * `answerMs`: how long whoever has asked may wait. `idleMs`: how long somebody may go on asking on a kept connection.
 * `quietMs`: somebody comes within that time where requests are still sent.
 */
type Patience = { answerMs: number; idleMs: number; quietMs: number }

/** A connection as Node keeps it, with the answer that it waits for. */
type Connection = Socket & { _httpMessage?: { shouldKeepAlive: boolean } | null }

/** How long connections may go on coming before the door is shut on them. */
const comingMs = 1_000

/** Answers what closes these servers: whoever has asked is answered, and told to ask elsewhere. */
export function shutting(servers: readonly Server[]): (patience: Patience) => Promise<void> {
  const connections = new Set<Connection>()
  for (const server of servers)
    server.on('connection', (connection) => {
      connections.add(connection)
      connection.once('close', () => connections.delete(connection))
    })
  return async ({ answerMs, idleMs, quietMs }) => {
    // Else who keeps connections would send the next request on one that is about to be closed.
    for (const { _httpMessage: answer } of connections) if (answer) answer.shouldKeepAlive = false
    for (const server of servers)
      server.prependListener('request', (_, response) => void response.setHeader('Connection', 'close'))
    await Promise.all(servers.map((server) => takeWhoHasCome(server, quietMs)))
    const closed = servers.map((server) => stopListening(server))
    const idle = setTimeout(() => closeIdle(servers), idleMs)
    await Promise.race([Promise.all(closed), delay(answerMs)])
    clearTimeout(idle)
    for (const server of servers) server.closeAllConnections()
  }
}

/**
 * Waits until nobody comes any more. The system breaks off those that nobody has taken when the door is shut, though
 * their requests may be there already, and Node takes one a turn. So the door stays open until those who send requests
 * here, a load balancer above all, have been told by `/readyz` that it is about to be shut.
 */
async function takeWhoHasCome(server: Server, quietMs: number): Promise<void> {
  let isComing = false
  const note = () => void (isComing = true)
  const comes = async (wait: () => Promise<unknown>) => {
    isComing = false
    await wait()
    // What is left of the present turn has looked for them already.
    for (let turns = 0; turns < 2; turns++) await turn()
    return isComing
  }
  server.on('connection', note)
  const deadline = performance.now() + comingMs
  while ((await comes(() => delay(quietMs))) && performance.now() < deadline);
  while ((await comes(() => turn())) && performance.now() < deadline + comingMs);
  server.off('connection', note)
}

/** Ends when the last connection has. Not as the server's own `close`: it breaks off at once who has just been answered. */
const stopListening = (server: Server): Promise<unknown> =>
  new Promise((done) => Listener.prototype.close.call(server, done))

/** From here on, again and again: a connection becomes idle only after its last answer. */
function closeIdle(servers: readonly Server[]): void {
  for (const server of servers) server.closeIdleConnections()
  setTimeout(() => closeIdle(servers), 100).unref()
}
