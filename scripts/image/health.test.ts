import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'

const file = path.join(import.meta.dirname, '../../deploy/image/health.mjs')
const check = (env: Record<string, string>) =>
  new Promise<[number, string]>((resolve) =>
    execFile(process.execPath, [file], { env: env as NodeJS.ProcessEnv }, (error, output) =>
      resolve([Number(error?.code ?? 0), output]),
    ),
  )

test('it asks whether the server is ready, where that listens, and ends with what it is told', async () => {
  const answers = { '/readyz': 200 } as Record<string, number>
  const server = createServer(({ url }, response) => void response.writeHead(answers[url!] ?? 404).end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const PORT = String((server.address() as AddressInfo).port)
  for (const HOST of ['', '0.0.0.0', '127.0.0.1', 'localhost'])
    expect(await check({ PORT, HOST })).toEqual([0, '/readyz was answered with 200.\n'])
  answers['/readyz'] = 503
  expect(await check({ PORT })).toEqual([1, '/readyz was answered with 503.\n'])
  server.close()
  // Where nobody listens: the port of before may be somebody else's by now.
  expect(await check({ PORT: '1' })).toEqual([1, '/readyz was not answered: ECONNREFUSED.\n'])
})
