import 'server-only'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { TrustedProxies } from '../env'
import { globalState } from '../global-state'
import { log } from '../log'
import { canonicalAddress } from '../network-address'

/**
 * Who sent a request, as far as it can be believed: the peer itself, or what the proxies we trust say of it. Anybody
 * may send an `X-Forwarded-For`, so only what trusted proxies have appended counts, read from the right.
 */
export function clientAddress(request: IncomingMessage, trusted: TrustedProxies): string {
  const peer = canonicalAddress(request.socket.remoteAddress ?? '') ?? ''
  if (trusted.kind === 'none') {
    if (request.headers['x-forwarded-for'] !== undefined) warnOfProxy()
    return peer
  }
  const chain = [...forwardedFor(request), peer]
  if (trusted.kind === 'hops') return chain.at(-1 - trusted.count) ?? chain[0]!
  const proxies = blockList(trusted.networks)
  return chain.findLast((address) => !contains(proxies, address)) ?? chain[0]!
}

/** Up to the nearest entry, seen from us, that is no address: what stands left of it was not written by our proxies. */
function forwardedFor({ headers }: IncomingMessage): string[] {
  const entries = [headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((entry) => canonicalAddress(entry.trim()))
  return entries.slice(entries.lastIndexOf(null) + 1) as string[]
}

/** Said once: behind a proxy that is not named, all people have one address, and a few wrong passwords slow them all. */
function warnOfProxy(): void {
  const state = globalState('proxy-warning', () => ({ said: false }))
  if (state.said) return
  state.said = true
  log().warn(
    'a request came with X-Forwarded-For, but TRUST_PROXY is 0: if this server is behind a proxy, set TRUST_PROXY, or all who come through it count as one address',
  )
}

function blockList(networks: string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
  }
  return list
}

const contains = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
