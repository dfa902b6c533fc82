import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from '@libsql/client'
import { expect, signInState, test as base } from './fixtures'
import { adminPassword, startServer } from './server'
import { expectRow } from './verbs'

/** A disk of its own, small enough to fill: only root on Linux can have one. */
function mountDisk() {
  const folder = mkdtempSync(path.join(tmpdir(), 'disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder])
  const filler = path.join(folder, 'filler')
  return {
    folder,
    isMounted: status === 0,
    free: () => rmSync(filler, { force: true }),
    fill: () => writeUntilFull(filler),
    unmount: () => {
      if (status === 0) spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeUntilFull(file: string): void {
  const descriptor = openSync(file, 'w')
  try {
    for (let size = 1 << 20; size >= 1; size >>= 1) while (write(descriptor, size));
  } finally {
    closeSync(descriptor)
  }
}

function write(descriptor: number, size: number): boolean {
  try {
    return writeSync(descriptor, Buffer.alloc(size)) === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

const probe = mountDisk()
probe.unmount()
base.skip(!probe.isMounted, 'a full disk was NOT tested: only root on Linux can mount a small one')

const test = base.extend<object, { disk: ReturnType<typeof mountDisk> }>({
  disk: [
    async ({}, use) => {
      const disk = mountDisk()
      await use(disk)
      disk.unmount()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ disk }, use) => {
      const server = await startServer({ DATA_DIR: path.join(disk.folder, 'data') })
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

test.use({ viewer: 'projectAdmin' })

test('a full disk: changes say so and leave nothing, reading goes on, and room makes all well', async ({
  page,
  project,
  seed,
  server,
  disk,
}) => {
  const robot = await seed.robot({ project: project.name, name: 'before' })
  const tokenOf = async ({ name, secret }: { name: string; secret: string }) => {
    const headers = { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` }
    return (await fetch(`${server.url}/service/token?service=harbor-registry`, { headers })).status
  }
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  const wizard = page.getByRole('dialog', { name: 'Create Robot Account' })
  await wizard.getByLabel('Name', { exact: true }).fill('ci')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByRole('checkbox', { name: 'Repository: Pull' }).check()

  const database = createClient({ url: `file:${disk.folder}/data/robots.db` })
  // What its log has grown to would be written over without needing room.
  await database.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const before = await seed.everything()
  disk.fill()
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await expect(wizard.getByRole('alert')).toContainText('database cannot be reached or written to')
  await expect(signInState(server.url, { username: 'admin', password: adminPassword })).rejects.toThrow('503')
  expect(await tokenOf(robot)).toBe(200)
  expect(await tokenOf({ ...robot, secret: `${robot.secret}x` })).toBe(401)
  expect(await seed.everything()).toBe(before)

  disk.free()
  await wizard.getByRole('button', { name: 'Finish' }).click()
  const created = page.getByRole('dialog', { name: /Created/ })
  const secret = await created.getByLabel('Secret', { exact: true }).inputValue()
  const name = `robot$${project.name}+ci`
  expect(await tokenOf({ name, secret })).toBe(200)
  expect((await seed.audit(name)).map(({ operation, result }) => [operation, result])).toEqual([
    ['robot.create', 'success'],
  ])
  expect((await database.execute('PRAGMA integrity_check')).rows).toEqual([{ integrity_check: 'ok' }])
  database.close()
  await page.goto(`/projects/${project.name}/robots`)
  await expectRow(page, '+before')
  await expectRow(page, '+ci')
  expect(await signInState(server.url, { username: 'admin', password: adminPassword })).toBeTruthy()
})
