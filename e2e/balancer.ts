import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

type Door = 'console' | 'tokens'
type Replica = { url: string; door: Door; isReady: boolean; underWay: Set<Promise<unknown>> }
type Answer = { status: number; headers: string[]; body: Buffer }

const isForMachines = (path: string): boolean => /^\/(service|api\/v2\.0|c)\//.test(path)
const isFile = (path: string): boolean => path.startsWith('/_next/static/')
const idempotent = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])
/** They are of one connection alone, or said anew. */
const notPassedOn = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/**
 * A load balancer as docs/manual/postgresql.md asks for one: machines' paths go to any replica in turn, pages to
 * consoles; who is not ready gets nothing as long as another is. A request that got no answer is sent to another replica
 * where nobody can have acted on it, or doing it twice is doing it once; a script that one has not, another may have.
 */
export async function startBalancer() {
  const replicas: Replica[] = []
  const counts = { repeated: 0, filesElsewhere: 0, unanswered: 0 }
  let turn = 0
  let isOver = false

  function choose(path: string, tried: Set<Replica>): Replica | undefined {
    const able = replicas.filter((each) => !tried.has(each) && (each.door === 'console' || isForMachines(path)))
    const ready = able.filter(({ isReady }) => isReady)
    const from = ready.length > 0 ? ready : able
    return from[turn++ % from.length]
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [method, path] = [request.method!, request.url!]
    const body = Buffer.concat(await request.toArray())
    const tried = new Set<Replica>()
    let last: Answer = { status: 504, headers: [], body: Buffer.from('no replica answers') }
    for (let replica = choose(path, tried); replica; replica = choose(path, tried)) {
      tried.add(replica)
      const asking = answerOf(replica, request, body)
      replica.underWay.add(asking)
      const answer = await asking
      replica.underWay.delete(asking)
      if (typeof answer !== 'string') last = answer
      if (typeof answer !== 'string' && !(isFile(path) && answer.status === 404)) break
      if (typeof answer !== 'string') counts.filesElsewhere++
      else if (answer === 'refused' || idempotent.has(method)) counts.repeated++
      else {
        counts.unanswered++
        last = { status: 502, headers: [], body: Buffer.from('the replica gave no answer') }
        break
      }
    }
    response.writeHead(last.status, last.headers).end(last.body)
  }

  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function look(replica: Replica): Promise<void> {
    replica.isReady = await fetch(`${replica.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  const looking = (async () => {
    for (; !isOver; await pause(100)) await Promise.all(replicas.map(look))
  })()

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async add(door: Door, { url }: { url: string }) {
      const replica = { url, door, isReady: false, underWay: new Set<Promise<unknown>>() }
      await look(replica)
      replicas.push(replica)
    },
    /** Sends nothing more there; what is under way is answered when this is done. */
    async remove({ url }: { url: string }) {
      const [replica] = replicas.splice(
        replicas.findIndex((each) => each.url === url),
        1,
      )
      await Promise.all(replica!.underWay)
    },
    async stop() {
      isOver = true
      await looking
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** The whole answer; or why there is none. */
function answerOf({ url }: Replica, from: IncomingMessage, body: Buffer): Promise<Answer | 'refused' | 'no answer'> {
  const headers = { ...from.headers, 'x-forwarded-for': from.socket.remoteAddress, 'content-length': `${body.length}` }
  for (const name of notPassedOn) delete (headers as NodeJS.Dict<unknown>)[name]
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'no answer')
    const asked = ask(`${url}${from.url}`, { method: from.method, headers, agent: false }, (response) => {
      response.toArray().then(
        (chunks: Buffer[]) =>
          resolve({
            status: response.statusCode!,
            headers: passedOn(response.rawHeaders),
            body: Buffer.concat(chunks),
          }),
        fail,
      )
    })
    asked.on('error', fail).end(body)
  })
}

const passedOn = (raw: string[]): string[] => raw.filter((_, at) => !notPassedOn.has(raw[at - (at % 2)]!.toLowerCase()))
