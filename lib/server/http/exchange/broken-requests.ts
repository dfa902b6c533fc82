import 'server-only'
import { STATUS_CODES, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { errorBody, type WireError } from './error-body'

/** How long whoever still sends may take to look at the answer. */
const patienceMs = 2_000

const answers: Record<string, WireError> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'REQUEST_HEADER_FIELDS_TOO_LARGE',
    message: 'the address and the headers of the request are too large',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'REQUEST_ENTITY_TOO_LARGE',
    message: 'the request body is too large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'REQUEST_TIMEOUT', message: 'the request took too long to arrive' },
}
const noProxy: WireError = { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'method not allowed' }
const malformed: WireError = { status: 400, code: 'BAD_REQUEST', message: 'the request is not valid HTTP' }

/** Gives what never becomes a request (no HTTP, too large headers, too slow) an answer with a sentence, like any other. */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    // One too large header is reported with every packet of it.
    if (socket.writableEnded) return
    if (code === 'ECONNRESET' || !socket.writable || isAnswering(socket as Socket)) return void socket.destroy()
    answerAndClose(socket, answers[code] ?? malformed)
  })
  server.on('connect', (_, socket) => answerAndClose(socket, noProxy))
}

function answerAndClose(socket: Duplex, error: WireError): void {
  const body = errorBody(error)
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(error.status === 405 ? ['Allow: GET, HEAD, POST'] : []),
  ]
  socket.on('error', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  // Closed at once, with bytes unread, the connection would be reset and the answer lost.
  socket.resume()
  setTimeout(() => socket.destroy(), patienceMs).unref()
}

/** Whether an earlier request's answer is on its way here: a second head in the midst of it would be read as its body. */
const isAnswering = (socket: Socket): boolean =>
  (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true
