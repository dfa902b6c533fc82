import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

// What another build of the same source shares: two-builds.spec.ts builds one.
const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../.next', file), 'utf8')

test('a build has its name from its sources, and the names of its actions from a salt that is the same for all', () => {
  expect(read('built').trim()).toMatch(new RegExp(`^${read('BUILD_ID')}`))
  const { encryptionKey, node } = JSON.parse(read('server/server-reference-manifest.json'))
  expect(Buffer.from(encryptionKey, 'base64').toString()).toBe('names of server actions')
  expect(Object.keys(node).length).toBeGreaterThan(15)
})

test('no build holds a key that could encrypt anything', () => {
  const { encryptionKey } = JSON.parse(read('server/server-reference-manifest.json'))
  expect([16, 24, 32]).not.toContain(Buffer.from(encryptionKey, 'base64').length)
})

test('its pages know its name: an answer of their own build never waits as another’s does', () => {
  const folder = path.join(import.meta.dirname, '../.next/static/chunks')
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'))
  const text = scripts
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .find((each) => each.includes('X-Build'))
  // Nothing around it: the quotes are the string's own.
  expect(text).toMatch(new RegExp(`(?<!['"\`])["'\`]${read('BUILD_ID')}["'\`](?!['"\`])`))
})
