import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { withPatience } from './patience'

const never = new Promise<never>(() => undefined)

test('an answer that does not come in time is none', async () => {
  expect(await withPatience(Promise.resolve('it'), 1_000)).toBe('it')
  await expect(withPatience(Promise.reject(new Error('no')), 1_000)).rejects.toThrow('no')
  await expect(withPatience(never, 5)).rejects.toThrow('no answer in time')
  await expect(withPatience(never, -5, 'too late')).rejects.toThrow('too late')
})

test('what came while this process was held up is in time', async () => {
  const sent = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     parentPort.once('message', () => {
       parentPort.postMessage('it')
       Atomics.store(workerData, 0, 1)
       Atomics.notify(workerData, 0)
     })
     parentPort.postMessage('ready')`,
    { eval: true, workerData: sent },
  )
  await once(worker, 'message')
  const answer = once(worker, 'message').then(([message]: unknown[]) => message)
  // Held up here, a process comes to its timers next, and to what has arrived after them.
  await turn()
  const asked = withPatience(answer, 10)
  worker.postMessage('ask')
  Atomics.wait(sent, 0, 0)
  for (const end = performance.now() + 50; performance.now() < end;);
  expect(await asked).toBe('it')
  await worker.terminate()
})
