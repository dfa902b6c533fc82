import { createServer } from 'node:net'

/**
 * Below those that systems hand out by themselves, which anybody's connection may take before a server does; and each
 * process begins at another.
 */
const ports = { from: 10_000, to: 32_000 }
let last = ports.from + ((process.pid * 64) % (ports.to - ports.from))

/** A port of 127.0.0.1 that nobody listens on, another one each time, also to those who ask in the same moment. */
export async function freePort() {
  for (;;) {
    last = last + 1 < ports.to ? last + 1 : ports.from
    const port = last // the next who asks moves on before it is known whether this one is free
    if (await isFree(port)) return port
  }
}

/** @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((answer) => {
    const probe = createServer().once('error', () => answer(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)))
  })
}
