import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import type { TrustedProxies } from '../env'
import { clientAddress } from './client-address'

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
])('%s', (_, peer, header, trusted, address) => {
  const request = { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': header } }
  expect(clientAddress(request as unknown as IncomingMessage, trusted)).toBe(address)
})
