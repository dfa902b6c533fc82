import 'server-only'
import { isIP, SocketAddress } from 'node:net'

/** An IP address in the one spelling we write and compare, or null for anything else: no zone, IPv4 inside IPv6 as such. */
export function canonicalAddress(text: string): string | null {
  const version = isIP(text)
  if (version !== 6) return version === 4 ? text : null
  const [address = ''] = text.split('%')
  const spelled = new SocketAddress({ address, family: 'ipv6' }).address
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(spelled)?.[1] ?? spelled
}

/** `place`: what one customer has, an IPv4 address or a /64. `site`: what one may at most have, of IPv6 a /48. */
type Places = { place: string; site: string }

/** Where an address is, for who counts by it; what is no address stands for itself. */
export function placesOf(address = ''): Places {
  const canonical = canonicalAddress(address) ?? address
  if (isIP(canonical) !== 6) return { place: canonical, site: canonical }
  const groups = groupsOf(canonical)
  return { place: `${groups.slice(0, 4).join(':')}::/64`, site: `${groups.slice(0, 3).join(':')}::/48` }
}

/** The eight groups of a canonical address; a dotted tail is two of them, and far behind what is asked for here. */
function groupsOf(canonical: string): string[] {
  const [head = '', tail] = canonical.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').split('::')
  const split = (part = '') => (part === '' ? [] : part.split(':'))
  const [first, last] = [split(head), split(tail)]
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
}
