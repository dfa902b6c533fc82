import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setGlobalState } from '../../global-state'
import type { Received } from '../exchange/receive'
import { builtFile } from './built-files'

const folder = mkdtempSync(path.join(tmpdir(), 'files-'))
const server = createServer((asked, response) => {
  const received = { path: asked.url!, search: '', headers: ['X-Request-Id', 'one'] } as unknown as Received
  const call = { request: asked, response, received }
  const file = builtFile(call)
  if (file) void file(call)
  else response.writeHead(418).end()
})

beforeAll(async () => {
  const file = path.join(folder, 'static/chunks/a.js.br')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, brotliCompressSync('script()'))
  setGlobalState('compressed-files', new Map([['/_next/static/chunks/a.js', file]]))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

function ask(target: string, headers: Record<string, string> = { 'accept-encoding': 'gzip, br' }, method = 'GET') {
  const { port } = server.address() as AddressInfo
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve) => {
    request({ port, path: target, headers, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    }).end()
  })
}

test('a file of the build comes compressed, for good, with what every answer has', async () => {
  const { status, headers, body } = await ask('/_next/static/chunks/a.js')
  expect(status).toBe(200)
  expect(brotliDecompressSync(body).toString()).toBe('script()')
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-request-id': 'one',
  })
  const { headers: alone, body: none } = await ask('/_next/static/chunks/a.js', { 'accept-encoding': 'br' }, 'HEAD')
  expect([alone['content-length'], none.length]).toEqual([String(body.length), 0])
})

test.each([
  ['another path', '/_next/static/chunks/../../../package.json', { 'accept-encoding': 'br' }, 'GET'],
  ['a file that is not there', '/_next/static/chunks/b.js', { 'accept-encoding': 'br' }, 'GET'],
  ['nobody who takes it', '/_next/static/chunks/a.js', { 'accept-encoding': 'gzip' }, 'GET'],
  ['who says no', '/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, br;q=0' }, 'GET'],
  ['a part', '/_next/static/chunks/a.js', { 'accept-encoding': 'br', range: 'bytes=0-1' }, 'GET'],
  ['a change', '/_next/static/chunks/a.js', { 'accept-encoding': 'br' }, 'POST'],
])('%s is left to Next', async (_, target, headers, method) => {
  expect((await ask(target, headers as unknown as Record<string, string>, method)).status).toBe(418)
})
