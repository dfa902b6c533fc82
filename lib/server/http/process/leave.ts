import 'server-only'
import type { Server } from 'node:http'
import { flushFailures } from '../../guessing/write-later'
import { flushDenials, waitingDenials } from '../../rights/record-denial'
import { closeDatabase } from '../../store/db'
import { env } from '../../env'
import { flushUses, waitingUses } from '../../usage/note-use'
import { isLeaving, noteLeaving } from '../endpoints/leaving'
import { close } from './close'
import { endEarlyNoMore } from './end-early'
import { shutting } from './shut-doors'

/** A page open in development holds a web socket for its hot reload, which no closing of ours would end. */
const patienceMs = () => (env().NODE_ENV === 'development' ? 500 : 10_000)

/** Who asks again and again on a connection has done so by then, and was told to ask elsewhere. */
const usualIdleMs = 250

/** Where a load balancer has not found out yet, somebody comes within that time. */
const quietMs = 100

/** Ends the process in order at SIGTERM or SIGINT: answers what was asked, then closes; a second signal ends it at once. */
export function leaveOnSignal(given: (Server | null)[], closeRest: () => Promise<unknown>, idleMs = usualIdleMs): void {
  const shut = shutting(given.filter((server) => server !== null))
  const onSignal = () => {
    if (isLeaving()) process.exit(1)
    noteLeaving()
    void leave(shut, closeRest, idleMs)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal)
  endEarlyNoMore()
}

const closingMs = 5_000
const flushes = [() => flushUses('all'), () => flushDenials('all'), flushFailures]
const waiting = () => ({ uses: waitingUses(), denials: waitingDenials() })

async function leave(
  shut: ReturnType<typeof shutting>,
  closeRest: () => Promise<unknown>,
  idleMs: number,
): Promise<void> {
  await shut({ answerMs: patienceMs(), idleMs, quietMs })
  await close({ rest: closeRest, flushes, database: closeDatabase, waiting }, closingMs)
  process.exit(0)
}
