import { isIP, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalAddress, placesOf } from './network-address'

const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
/** What a client may do to the spelling of an address without making it another. */
const whims = fc.record({
  upper: fc.boolean(),
  zeros: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
  /** Which run of zeros is left out, if any. */
  shorten: fc.option(fc.nat(7)),
  dotted: fc.boolean(),
  zone: fc.option(fc.stringMatching(/^[a-z0-9]{1,6}$/)),
})
type Whims = typeof whims extends fc.Arbitrary<infer Value> ? Value : never

const plainly = (address: number[]) => address.map((group) => group.toString(16)).join(':')

function spell(address: number[], { upper, zeros, shorten, dotted, zone }: Whims): string {
  const texts = address.map((group, at) => group.toString(16).padStart(zeros[at]!, '0'))
  const bytes = address.slice(6).flatMap((group) => [group >> 8, group & 255])
  const parts = dotted ? [...texts.slice(0, 6), bytes.join('.')] : texts
  const text = shortened(parts, address, shorten) ?? parts.join(':')
  return (upper ? text.toUpperCase() : text) + (zone === null ? '' : `%${zone}`)
}

function shortened(parts: string[], address: number[], from: number | null): string | undefined {
  if (from === null || address[from] !== 0 || from >= parts.length || parts[from]!.includes('.')) return undefined
  let end = from
  while (end < parts.length && address[end] === 0 && !parts[end]!.includes('.')) end++
  return `${parts.slice(0, from).join(':')}::${parts.slice(end).join(':')}`
}

describe('canonicalAddress', () => {
  test('every spelling of an address comes to one', () => {
    fc.assert(
      fc.property(groups, whims, (address, how) => {
        const spelled = spell(address, how)
        expect([spelled, isIP(spelled)]).toEqual([spelled, 6])
        expect(canonicalAddress(spelled)).toBe(canonicalAddress(plainly(address)))
      }),
      { numRuns: 2_000 },
    )
  })

  test('and no two addresses to the same, but for IPv4 inside IPv6', () => {
    fc.assert(
      fc.property(groups, (address) => {
        const canonical = canonicalAddress(plainly(address))!
        const again = isIP(canonical) === 4 ? `::ffff:${canonical}` : canonical
        expect(canonicalAddress(again)).toBe(canonical)
        const family = 'ipv6'
        expect(new SocketAddress({ address: again, family }).address).toBe(
          new SocketAddress({ address: plainly(address), family }).address,
        )
      }),
      { numRuns: 2_000 },
    )
  })

  test('whatever the text, it answers an address or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-fA-F:.%]{0,45}$/)), (text) => {
        const canonical = canonicalAddress(text)
        expect(canonical === null).toBe(isIP(text) === 0)
        if (canonical !== null) expect(isIP(canonical)).not.toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['::ffff:77.4.4.4', '77.4.4.4'],
    ['::FFFF:4d04:404', '77.4.4.4'],
    ['0:0:0:0:0:ffff:4d04:404', '77.4.4.4'],
    ['::77.4.4.4', '::77.4.4.4'],
    ['2001:DB8:0:0::5.6.7.8', '2001:db8::506:708'],
    ['fe80::1%eth0', 'fe80::1'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.01', null],
    ['192.0.2.1:5000', null],
    ['[::1]', null],
    ['1::2::3', null],
    ['', null],
  ])('%s is %s', (text, canonical) => expect(canonicalAddress(text)).toBe(canonical))
})

describe('placesOf', () => {
  test('the first four groups are the place, the first three the site', () => {
    fc.assert(
      fc.property(groups, groups, whims, (address, tail, how) => {
        fc.pre(isIP(canonicalAddress(plainly(address))!) === 6)
        const places = placesOf(spell(address, how))
        expect(places).toEqual({
          place: `${plainly(address.slice(0, 4))}::/64`,
          site: `${plainly(address.slice(0, 3))}::/48`,
        })
        const neighbour = [...address.slice(0, 4), ...tail.slice(4)]
        fc.pre(isIP(canonicalAddress(plainly(neighbour))!) === 6)
        expect(placesOf(plainly(neighbour))).toEqual(places)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['192.0.2.1', '192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['2001:db8:9:9:a::5.6.7.8', '2001:db8:9:9::/64', '2001:db8:9::/48'],
    ['no address', 'no address', 'no address'],
    [undefined, '', ''],
  ])('%s', (address, place, site) => expect(placesOf(address)).toEqual({ place, site }))
})
