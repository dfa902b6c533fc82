import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chart } from './render'

const script = readFileSync(path.join(chart, 'files/back-up.mjs'), 'utf8')
const older = ['robots-2026-01-01T02-30-00Z.age', 'robots-2026-01-02T02-30-00Z.age', 'robots-2026-01-03T02-30-00Z.age']
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'back-up-'))
  for (const name of ['.next', 'backups']) mkdirSync(path.join(folder, name))
  const others = ['robots-2026-01-04T02-30-00Z.age.1-2.part', 'robots-before-upgrade.age', 'lost+found']
  for (const name of [...older, ...others]) writeFileSync(path.join(folder, 'backups', name), '')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs it as the CronJob does, with this in the place of the backup; its exit code, and what is there then. */
function backUp(program: string) {
  writeFileSync(path.join(folder, '.next/backup.mjs'), program)
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script, './backups', '2'], {
    cwd: folder,
  })
  return { status, left: readdirSync(path.join(folder, 'backups')).sort() }
}

test('one more is made, as many stay as are to, and nothing else goes but what a run has left half', () => {
  const { status, left } = backUp("import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[2], '')")
  expect(status).toBe(0)
  expect(left).toEqual([
    'lost+found',
    older[2],
    expect.stringMatching(/^robots-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.age$/),
    'robots-before-upgrade.age',
  ])
})

test('when it fails, it says so and all older ones stay', () => {
  const { status, left } = backUp('process.exit(3)')
  expect(status).toBe(3)
  expect(left).toEqual(expect.arrayContaining(older))
})
