import { expect, test } from 'vitest'
import { keptRegistryAddress, registryAddressOf } from './registry-address'

test.each([
  ['registry.example.com', 'registry.example.com'],
  ['Registry.Example.COM', 'registry.example.com'],
  ['https://registry.example.com', 'registry.example.com'],
  ['HTTPS://registry.example.com/', 'registry.example.com'],
  ['https://registry.example.com:443', 'registry.example.com'],
  ['registry.example.com:5000', 'registry.example.com:5000'],
  ['http://registry.example.com', 'http://registry.example.com'],
  ['http://127.0.0.1:5000', 'http://127.0.0.1:5000'],
  ['localhost', 'localhost'],
  ['[::1]:5000', '[::1]:5000'],
  ['bücher.example', 'xn--bcher-kva.example'],
  // Else docker would look for the project `registry` on Docker Hub.
  ['registry', 'registry:443'],
  ['http://registry', 'http://registry:80'],
  ['registry:5000', 'registry:5000'],
])('%s is kept as %s, and so is that', (text, kept) => {
  expect(keptRegistryAddress(text)).toBe(kept)
  expect(keptRegistryAddress(kept)).toBe(kept)
})

test.each([
  ['nothing', ''],
  ['a path', 'registry.example.com/library'],
  ['a path of a whole address', 'https://registry.example.com/v2/'],
  ['a query', 'registry.example.com?x=1'],
  ['a fragment', 'registry.example.com#x'],
  ['credentials', 'robot:hidden@registry.example.com'],
  ['a name to sign in with', 'https://robot@registry.example.com'],
  ['a blank inside', 'registry example.com'],
  ['a blank before', ' registry.example.com'],
  ['a line', 'registry.example.com\n'],
  ['another scheme', 'ftp://registry.example.com'],
  ['the scheme of charts', 'oci://registry.example.com'],
  ['a scheme alone', 'https://'],
  ['a port that is none', 'registry.example.com:70000'],
  ['a port of letters', 'registry.example.com:https'],
  ['a backslash', 'registry.example.com\\library'],
  ['an escaped slash', 'registry.example.com%2flibrary'],
  ['an underscore, which clients do not take', 'my_registry.example.com'],
  ['a dot before', '.example.com'],
  ['a quote', "registry'example.com"],
  ['two', 'a.example.com,b.example.com'],
  ['a placeholder', '<registry>'],
])('%s is refused', (_what, text) => expect(keptRegistryAddress(text)).toBeNull())

test('what is kept tells host and scheme', () => {
  expect(registryAddressOf('registry.example.com:5000')).toEqual({
    host: 'registry.example.com:5000',
    plainHttp: false,
  })
  expect(registryAddressOf('http://127.0.0.1:5000')).toEqual({ host: '127.0.0.1:5000', plainHttp: true })
})
