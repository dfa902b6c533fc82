import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'))
  file = path.join(folder, 'setup.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

const nobody = () => {}

test('is gone afterwards, also after a failure', async () => {
  await expect(withLock(() => Promise.reject(new Error('broken')), nobody, file)).rejects.toThrow('broken')
  expect(existsSync(file)).toBe(false)
})

test('while its owner lives, others wait and are told of whom', async () => {
  writeFileSync(file, String(process.ppid))
  const told: string[] = []
  const turn = withLock(
    async () => 'mine',
    (owner) => told.push(owner),
    file,
  )
  expect(await Promise.race([turn, pause(300)])).toBeUndefined()
  rmSync(file)
  expect(await turn).toBe('mine')
  expect(told).toEqual([String(process.ppid)])
})

test('is taken over when its owner has died', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(file, String(pid))
  expect(await withLock(async () => 'mine', nobody, file)).toBe('mine')
})

test('is taken over when its owner has let it grow old: the number may be somebody else’s by now', async () => {
  writeFileSync(file, String(process.ppid))
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(file, longAgo, longAgo)
  expect(await withLock(async () => 'mine', nobody, file)).toBe('mine')
})
