import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { useDatabase } from '../testing/database'
import { exportKeysForRegistries, writeWhole } from './export-keys'
import { ensureSigningKey } from './signing-key'

useDatabase()
let folder = ''
let lines: { level: number; msg: string }[] = []
const inFolder = (name: string) => path.join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'export-'))
  lines = []
  setGlobalState('env', parseEnv({ DATA_DIR: folder }))
  const stream = new Writable({ write: (line, _, done) => (lines.push(JSON.parse(String(line))), done()) })
  setGlobalState('log', pino(stream))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a registry of another user may read the files, and an export that changes nothing writes nothing', async () => {
  await ensureSigningKey()
  await exportKeysForRegistries()
  const files = ['token-bundle.pem', 'token-jwks.json'].map((name) => inFolder(`registry/${name}`))
  const before = files.map((file) => statSync(file))
  expect(before.map(({ mode }) => mode & 0o777)).toEqual([0o644, 0o644])
  await exportKeysForRegistries()
  expect(files.map((file) => statSync(file).ino)).toEqual(before.map(({ ino }) => ino))
  expect(readdirSync(inFolder('registry')).sort()).toEqual(['token-bundle.pem', 'token-jwks.json'])
})

test('whoever is reading the file before goes on reading that one, whole', () => {
  writeFileSync(inFolder('keys'), 'the keys before')
  linkSync(inFolder('keys'), inFolder('opened'))
  writeWhole(inFolder('keys'), 'the keys of today')
  expect(readFileSync(inFolder('keys'), 'utf8')).toBe('the keys of today')
  expect(readFileSync(inFolder('opened'), 'utf8')).toBe('the keys before')
})

test('a write that fails says so and leaves no half of it', () => {
  mkdirSync(inFolder('keys'))
  expect(() => writeWhole(inFolder('keys'), 'the keys of today')).toThrow()
  expect(readdirSync(folder)).toEqual(['keys'])
})

test('where nothing can be written, the log says so and the start goes on', async () => {
  writeFileSync(inFolder('registry'), 'no folder')
  await exportKeysForRegistries()
  expect(lines).toMatchObject([{ level: 40, msg: 'the certificates for registries could not be written' }])
})
