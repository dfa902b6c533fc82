import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureInstalled } from './installed'
import { migrate } from './migrate'
import { blankDatabase, testEngine } from '../testing/database'

let folder: string
let url: string
let drop: () => Promise<void>

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'installed-'))
  ;({ url, drop } = await blankDatabase())
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await drop()
})

test('a command refuses where nothing is installed, and makes neither folder nor database', async () => {
  const elsewhere = path.join(folder, 'elsewhere')
  await expect(ensureInstalled({ DATA_DIR: elsewhere, DATABASE_URL: url })).rejects.toThrow(
    `there is no folder ${elsewhere}, and none is made: DATA_DIR and DATABASE_URL must be those of the server`,
  )
  const nothing = testEngine === 'sqlite' ? /^there is no database .*, and none is made/ : /^the database is empty/
  await expect(ensureInstalled({ DATA_DIR: folder, DATABASE_URL: url })).rejects.toThrow(nothing)
  expect(readdirSync(folder)).toEqual([])
  if (testEngine === 'sqlite') expect(existsSync(new URL(url))).toBe(false)

  await migrate(url)
  await ensureInstalled({ DATA_DIR: folder, DATABASE_URL: url })
})
