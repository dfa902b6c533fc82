import { describe, expect, test } from 'vitest'
import { readOptions } from './options'

test('without any, it is for Debian’s registry', () => {
  expect(readOptions([])).toEqual({ distribution: '2.8', storage: '/var/lib/registry' })
})

test.each(['127.0.0.1:5000', ':5000', '0.0.0.0:1', 'registry.example.com:65535', '[::1]:5000', '[fe80::1%eth0]:5000'])(
  '--addr %s',
  (addr) => expect(readOptions(['--addr', addr])).toMatchObject({ addr }),
)

describe('refused with a sentence that names the option', () => {
  test.each([
    ...['5000', 'localhost', '127.0.0.1', '127.0.0.1:', '127.0.0.1:0', ':65536', ':http', '::1:5000', '[::1]', '[x]:5'],
    ...['http://localhost:5000', 'a b:5000', 'localhost:5000/', '\n:5000'],
  ])('--addr %j', (addr) => {
    expect(() => readOptions([`--addr=${addr}`])).toThrow(/^--addr must be HOST:PORT, such as .*\nUsage: /)
  })

  test.each(['output', 'keys', 'storage', 'addr', 'distribution'])('--%s without a value', (name) => {
    expect(() => readOptions([`--${name}=`])).toThrow(new RegExp(`^--${name} needs a value\nUsage: `))
    expect(() => readOptions([`--${name}`, ' '])).toThrow(new RegExp(`^--${name} needs a value\nUsage: `))
    expect(() => readOptions([`--${name}`])).toThrow(/\nUsage: /)
  })

  test.each(['2', '2.7', '4', '3.0'])('--distribution %s', (distribution) => {
    expect(() => readOptions(['--distribution', distribution])).toThrow(/^--distribution must be 2.8 or 3\nUsage: /)
  })

  test.each([['--port', '5000'], ['5000'], ['--output', '--keys', 'x']])('%s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(/\nUsage: /)
  })
})
