import { expect, test } from 'vitest'
import { parseEnv } from '../env'
import { realmWarnings } from './realm-warnings'

const address = /^EXTERNAL_URL is an IP address: .* a name/
const scheme = /^EXTERNAL_URL is http and REGISTRY_URL https: /
const loopback = /^EXTERNAL_URL is \S+ and REGISTRY_URL another host: /

test.each<[string, string | undefined, RegExp[]]>([
  ['https://robots.example.com', undefined, []],
  ['https://robots.example.com', 'https://registry.example.com', []],
  ['http://robots.example.com', 'http://registry.example.com:5000', []],
  ['https://robots.example.com', 'http://registry.example.com:5000', []],
  ['http://localhost:3000', undefined, []],
  ['http://localhost:3000', 'http://localhost:5000', []],
  // Names that only look like addresses.
  ['http://192.168.1.5.example.com', undefined, []],
  ['http://fe80.example.com', undefined, []],

  ['http://192.168.1.5:3000', undefined, [address]],
  ['https://10.0.0.1', 'https://registry.example.com', [address]],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:5000', [address]],
  ['https://203.0.113.7', undefined, [address]],
  ['http://[::1]:3000', undefined, [address]],
  ['https://[fd00::5]', undefined, [address]],
  ['https://[2001:db8::1]:8443', undefined, [address]],
  // Other ways to write an address.
  ['http://0x7f.1:3000', undefined, [address]],
  ['http://2130706433', undefined, [address]],
  ['http://[::ffff:10.0.0.1]', undefined, [address]],
  // The registry's own host and port: these clients take it, whatever it is.
  ['http://192.168.1.5', 'http://192.168.1.5', []],
  ['https://[fd00::5]', 'https://[FD00:0::5]', []],

  ['http://robots.example.com', 'https://registry.example.com', [scheme]],
  ['http://10.0.0.1:3000', 'https://registry.example.com', [scheme, address]],
  ['http://localhost:3000', 'https://registry.example.com', [scheme, loopback]],

  ['http://localhost:3000', 'http://127.0.0.1:5000', [loopback]],
  ['http://robots.localhost:3000', 'http://registry.example.com', [loopback]],
])('%s with the registry at %s', (EXTERNAL_URL, REGISTRY_URL, expected) => {
  const warnings = realmWarnings(parseEnv({ EXTERNAL_URL, REGISTRY_URL }))
  expect(warnings).toEqual(expected.map((sentence) => expect.stringMatching(sentence)))
  for (const warning of warnings) expect(warning).toMatch(/^[^\n]+\.$/)
})
