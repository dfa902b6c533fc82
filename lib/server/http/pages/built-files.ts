import 'server-only'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { globalState } from '../../global-state'
import type { Call } from '../exchange/respond'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Answers for a file of the build that stands there compressed (scripts/build/compress-files.mjs), to who takes it so; else
 * undefined: Next serves it. Its name says its content, so it is kept for good.
 */
export function builtFile({ request, received }: Call): ((call: Call) => Promise<void>) | undefined {
  if (!received.path.startsWith('/_next/static/') || request.headers.range !== undefined) return undefined
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  if (!acceptsBrotli(request.headers['accept-encoding'])) return undefined
  const file = compressedFiles().get(received.path)
  if (file === undefined) return undefined
  return ({ response }) => send(file, response, received.headers, request.method === 'HEAD')
}

const acceptsBrotli = (encodings: string | string[] | undefined): boolean =>
  String(encodings ?? '')
    .split(',')
    .some((encoding) => /^\s*br\s*(;(?!\s*q=0(\.0*)?\s*$)|$)/.test(encoding))

/** By address. What is not listed here is no file, whatever its name would lead to. */
const compressedFiles = (): Map<string, string> =>
  globalState('compressed-files', () => {
    const folder = path.resolve('.next/static')
    try {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.br'))
      return new Map(
        names.map((name) => [`/_next/static/${name.slice(0, -3).replaceAll(path.sep, '/')}`, path.join(folder, name)]),
      )
    } catch {
      return new Map() // the development server compresses nothing
    }
  })

async function send(file: string, response: Call['response'], headers: readonly string[], isHead: boolean) {
  const content = await readFile(file)
  response.writeHead(200, [
    ...headers,
    'Content-Type',
    types[path.extname(file.slice(0, -3)).slice(1)] ?? 'application/octet-stream',
    'Content-Encoding',
    'br',
    'Content-Length',
    `${content.length}`,
    'Cache-Control',
    'public, max-age=31536000, immutable',
    'Vary',
    'Accept-Encoding',
  ])
  response.end(isHead ? undefined : content)
}
