import type { IncomingMessage } from 'node:http'
import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import type { TrustedProxies } from '../../env'
import { setGlobalState } from '../../global-state'
import { clientAddress } from './receive'

const none: TrustedProxies = { kind: 'none' }
const hops = (count: number): TrustedProxies => ({ kind: 'hops', count })
const networks = (...list: string[]): TrustedProxies => ({ kind: 'networks', networks: list })

test.each<[string, string, string | undefined, TrustedProxies, string]>([
  ['nobody is believed', '192.0.2.1', '203.0.113.9', none, '192.0.2.1'],
  ['one proxy', '10.0.0.1', '203.0.113.9', hops(1), '203.0.113.9'],
  ['what the client made up counts for nothing', '10.0.0.1', '1.1.1.1, 203.0.113.9', hops(1), '203.0.113.9'],
  ['two proxies', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', hops(2), '203.0.113.9'],
  ['fewer than announced', '10.0.0.1', '203.0.113.9', hops(5), '203.0.113.9'],
  ['no header', '10.0.0.1', undefined, hops(1), '10.0.0.1'],
  ['no address in it', '10.0.0.1', '203.0.113.9, unknown', hops(1), '10.0.0.1'],
  ['our networks, from the right', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.9.9.9', networks('10.0.0.0/8'), '203.0.113.9'],
  ['a peer from elsewhere', '192.0.2.1', '203.0.113.9', networks('10.0.0.0/8'), '192.0.2.1'],
  ['nothing but proxies', '10.0.0.1', '10.0.0.3', networks('10.0.0.0/8'), '10.0.0.3'],
  ['IPv6', '::1', '2001:db8::7', networks('::1'), '2001:db8::7'],
  ['IPv4 spelled in IPv6', '::ffff:10.0.0.1', '::FFFF:203.0.113.9', networks('10.0.0.1'), '203.0.113.9'],
  ['IPv4 in hexadecimal', '10.0.0.1', '::ffff:cb00:7109', hops(1), '203.0.113.9'],
  ['IPv6 in another spelling', '10.0.0.1', '2001:0DB8:0::0.0.0.7%eth0', hops(1), '2001:db8::7'],
  ['a proxy in another spelling', '::1', '2001:db8::7, FD00:0:0::1', networks('fd00::/8', '::1'), '2001:db8::7'],
  ['a peer with a zone', 'fe80::1%eth0', undefined, none, 'fe80::1'],
])('%s', (_, peer, header, trusted, address) => {
  expect(clientAddress(requestOf(peer, header), trusted)).toBe(address)
})

const requestOf = (peer: string, header?: string): IncomingMessage =>
  ({ socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': header } }) as unknown as IncomingMessage

test('a proxy that nobody has named is told of once, and what it says is not', () => {
  const lines: string[] = []
  const stream = new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) })
  setGlobalState('log', pino(stream))
  setGlobalState('proxy-warning', { said: false })
  clientAddress(requestOf('10.0.0.1'), none)
  clientAddress(requestOf('10.0.0.1', '203.0.113.9'), hops(1))
  expect(lines).toEqual([])
  for (let request = 0; request < 3; request++) clientAddress(requestOf('10.0.0.1', '203.0.113.9'), none)
  expect(lines).toEqual([expect.stringMatching(/X-Forwarded-For.*TRUST_PROXY is 0/)])
  expect(lines[0]).not.toContain('203.0.113.9')
})
