// The load generator, a process of its own: kept-alive connections that write ready-made requests and read answers.
// Takes { ports, requests, connections, seconds, rate, most } as a message, `rate` null = as fast as answers come, and
// ends after so many `seconds` or, where that is given, `most` requests. Sends { rps, p50, p99, answers, failures } back; milliseconds. With a rate, an answer's time counts from when it was due, so that a
// server that stalls is not spared the requests it would have had.
import { connect } from 'node:net'

process.on('message', async (plan) => process.send(await measure(plan)))
process.on('disconnect', () => process.exit(0))

async function measure({ ports, requests, connections, seconds, rate, most = Infinity }) {
  const times = []
  const buffers = requests.map((request) => Buffer.from(request))
  const sockets = await Promise.all(Array.from({ length: connections }, (_, at) => open(ports[at % ports.length])))
  const start = performance.now()
  const end = start + seconds * 1000
  let [turn, failures] = [0, 0]
  const send = async (socket, due) => {
    const ok = await socket.ask(buffers[turn++ % buffers.length])
    times.push(performance.now() - due)
    if (!ok) failures++
  }
  if (rate === null)
    await Promise.all(sockets.map((socket) => closedLoop(socket, send, () => turn < most && performance.now() < end)))
  else await openLoop(sockets, send, start, end, rate)
  const elapsed = (performance.now() - start) / 1000
  for (const socket of sockets) socket.close()
  times.sort((one, other) => one - other)
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))]
  return { rps: times.length / elapsed, p50: at(0.5), p99: at(0.99), answers: times.length, failures }
}

async function closedLoop(socket, send, goesOn) {
  while (goesOn()) await send(socket, performance.now())
}

async function openLoop(sockets, send, start, end, rate) {
  const [free, due] = [[...sockets], []]
  const dispatch = () => {
    while (free.length > 0 && due.length > 0) {
      const socket = free.pop()
      void send(socket, due.shift()).then(() => (free.push(socket), dispatch()))
    }
  }
  for (let sent = 0; performance.now() < end; await new Promise((next) => setTimeout(next, 1))) {
    for (; start + (sent * 1000) / rate <= performance.now(); sent++) due.push(start + (sent * 1000) / rate)
    dispatch()
  }
  while (free.length < sockets.length || due.length > 0) await new Promise((next) => setTimeout(next, 1))
}

async function open(port) {
  const socket = connect(port, '127.0.0.1').setNoDelay()
  await new Promise((ready, failed) => socket.once('connect', ready).once('error', failed))
  let [text, done] = ['', null]
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    if (!isWhole(text)) return
    const ok = text.startsWith('HTTP/1.1 200')
    text = ''
    done(ok)
  })
  const ask = (request) => new Promise((resolve) => ((done = resolve), socket.write(request)))
  return { ask, close: () => socket.destroy() }
}

function isWhole(text) {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, head))
  return length ? text.length >= head + 4 + Number(length[1]) : text.endsWith('0\r\n\r\n')
}
