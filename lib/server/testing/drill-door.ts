import 'server-only'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChildProcess } from 'node:child_process'
import { freePort } from '@/scripts/testing/free-port.mjs'

type Robot = { name: string; secret: string }

/** A machines' door that waits for its database, as `start` starts it, and a client that asks it all the while. */
export async function startDoor(start: (env: Record<string, string>) => ChildProcess, { name, secret }: Robot) {
  const port = await freePort()
  const child = start({ PORT: `${port}`, HOST: '127.0.0.1' })
  const ended = once(child, 'exit')
  const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  const address = `http://127.0.0.1:${port}/service/token?service=harbor-registry`
  const ask = () =>
    fetch(address, { headers: { authorization } }).then(
      async (response) => (await response.text(), response.status),
      () => 'no answer' as const,
    )
  const answers = new Set<number | 'no answer'>()
  let isOver = false
  const asking = (async () => {
    for (; !isOver; await delay(50)) answers.add(await ask())
  })()
  return {
    answers,
    async stop() {
      isOver = true
      await asking
      child.kill('SIGTERM')
      return ((await ended) as [number | null])[0]
    },
  }
}
