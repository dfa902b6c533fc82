import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const scriptOf = (name: string) => fileURLToPath(new URL(`../../testing/${name}`, import.meta.url))
const execArgv = ['--conditions=react-server', '--import=tsx']

/** Sends a change on a connection of its own: what came back, or why nothing did. `sent`: once the system has it. */
function change(port: number, to: { agent?: Agent; path?: string } = {}) {
  let sent = () => {}
  const isSent = new Promise<void>((resolve) => (sent = resolve))
  const answer = new Promise<string>((resolve) => {
    const asked = request({ port, host: '127.0.0.1', method: 'POST', agent: false, ...to }, async (response) => {
      const body = (await response.setEncoding('utf8').toArray()).join('')
      resolve(`${body}, ${response.headers.connection}`)
    })
    asked.on('error', ({ message }) => resolve(message))
    asked.on('finish', sent)
    asked.end('a change')
  })
  return { isSent, answer }
}

/** Asks until nobody listens any more. Whoever connects while the door is being shut is answered, or broken off by the system. */
async function finallyRefused(port: number): Promise<void> {
  for (;;) {
    const answer = await change(port).answer
    if (answer.includes('ECONNREFUSED')) return
    expect(answer).toMatch(/^answered, close$|ECONNRESET|EPIPE|socket hang up/)
  }
}

/** So many messages of it, which may come at once. */
const hears = (child: ChildProcess, count: number) =>
  new Promise<unknown[]>((resolve) => {
    const heard: unknown[] = []
    child.on('message', (message) => {
      if (heard.push(message) === count) resolve(heard)
    })
  })

test('who has connected when a process is told to end is answered, and told to come back elsewhere', async () => {
  const child = fork(scriptOf('leave-process.ts'), { execArgv })
  const ended = once(child, 'exit')
  const [port] = (await once(child, 'message')) as [number]
  child.send(500)
  await once(child, 'message')
  const changes = Array.from({ length: 30 }, () => change(port))
  await Promise.all(changes.map(({ isSent }) => isSent))
  const told = hears(child, 2)
  child.kill('SIGTERM')
  const answers = await Promise.all(changes.map(({ answer }) => answer))
  expect([...new Set(answers)]).toEqual(['answered, close'])
  expect(await told).toEqual(['told', { isLeaving: true }])
  expect(await ended).toEqual([0, null])
})

test('who keeps connections is answered on them, and told to come back elsewhere; who does not ask keeps nobody', async () => {
  const child = fork(scriptOf('leave-process.ts'), { execArgv })
  const ended = once(child, 'exit')
  const [port] = (await once(child, 'message')) as [number]
  const [asked, waits, silent] = Array.from({ length: 3 }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  for (const agent of [asked, waits, silent]) expect(await change(port, { agent }).answer).toBe('answered, keep-alive')
  const waiting = once(child, 'message')
  const late = change(port, { agent: waits, path: '/wait' })
  expect((await waiting)[0]).toBe('waits')
  const told = once(child, 'message')
  child.kill('SIGTERM')
  await told
  const answers = [change(port, { agent: asked }).answer, late.answer]
  child.send('answer')
  expect(await Promise.all(answers)).toEqual(['answered, close', 'answered, close'])
  // It shuts its door in some of its next turns, and ends only after the time that kept connections have.
  await finallyRefused(port)
  expect(await ended).toEqual([0, null])
  for (const agent of [asked, waits, silent]) agent!.destroy()
})

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('a process that is told to end by %s while it starts ends at once', async (signal, code) => {
  const child = fork(scriptOf('starting-process.ts'), { execArgv })
  const ended = once(child, 'exit')
  await once(child, 'message')
  child.kill(signal)
  expect(await ended).toEqual([code, null])
})
