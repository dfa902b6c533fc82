import { describe, expect, test } from 'vitest'
import { createPresetInput, maxPresets } from '@/lib/domain/robots/preset-schema'
import type { Actor } from '../rights/actor'
import { flushDenials } from '../rights/record-denial'
import { generateSecret } from '../secrets/secret'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeUser } from '../testing/make'
import { createPreset } from './create'
import { listPresets } from './list'
import { removePreset } from './remove'

useDatabase()

const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ name: 'Refusal', kind, ...(reason && { reason }) })
const asked = (name: string, project = ['repository:pull'], system?: string[]) =>
  createPresetInput.parse({ level: system ? 'system' : 'project', name, project, system: system ?? [] })
const adminActor = async () => (await makeUser({ isAdmin: true })).actor
const auditOf = async (id: number) => {
  await flushDenials('ended')
  return db().auditEvent.findMany({ where: { resourceType: 'preset', resourceId: id }, orderBy: { id: 'asc' } })
}
const clear = () => db().permissionPreset.deleteMany()

describe('a saved preset', () => {
  test('is listed with what it gives, audited, and gone once it is deleted', async () => {
    const actor = await adminActor()
    const pairs = ['repository:push', 'repository:pull', '[app/*]tag:create']
    const { id } = await createPreset(actor, asked('  Nightly build ', pairs, ['catalog:read']))
    const access = '[app/*]tag:create'
    expect((await listPresets(actor)).presets).toEqual([
      { id, name: 'Nightly build', level: 'system', system: 'catalog:read', project: `repository:pull,push;${access}` },
    ])
    await removePreset(actor, id)
    expect(await listPresets(actor)).toEqual({ presets: [], mayManage: true })
    await expect(removePreset(actor, id)).rejects.toEqual(refusal('not-found'))
    const [made, removed] = await auditOf(id)
    expect(made).toMatchObject({ operation: 'preset.create', result: 'success', resource: 'Nightly build' })
    expect(JSON.parse(made!.after!)).toMatchObject({ systemAccess: ['catalog:read'] })
    expect(removed).toMatchObject({ operation: 'preset.remove', result: 'success', after: null })
    expect(JSON.parse(removed!.before!)).toEqual(JSON.parse(made!.after!))
  })

  test('is for who may create robots at its level; only system admins save and delete', async () => {
    await clear()
    const [actor, project] = [await adminActor(), await makeProject()]
    const wide = await createPreset(actor, asked('Wide', ['repository:pull'], ['catalog:read']))
    const narrow = await createPreset(actor, asked('Narrow'))
    expect((await listPresets(project.admin)).presets.map(({ id }) => id)).toEqual([narrow.id])
    expect((await listPresets(actor)).presets.map(({ id }) => id)).toEqual([narrow.id, wide.id])
    const robot: Actor = { kind: 'robot', id: 1, name: 'x', grants: [] }
    for (const other of [robot, await makeMember(project.id, 'maintainer')])
      await expect(listPresets(other)).rejects.toEqual(refusal('forbidden'))
    await expect(listPresets({ kind: 'anonymous' })).rejects.toEqual(refusal('unauthorized'))
    for (const other of [project.admin, robot]) {
      await expect(createPreset(other, asked('Mine'))).rejects.toEqual(refusal('forbidden'))
      await expect(removePreset(other, narrow.id)).rejects.toEqual(refusal('forbidden'))
    }
    expect(await db().permissionPreset.count()).toBe(2)
    const denied = (await auditOf(narrow.id)).filter(({ result }) => result === 'denied')
    expect(denied.map(({ operation }) => operation)).toContain('preset.remove')
  })

  test.each(['NIGHTLY  Build', 'nightly\u00a0build', 'Ｎightly build', 'Pull', 'réplication ', '扫描器'])(
    'is not called %j beside "Nightly build" and ours',
    async (name) => {
      await clear()
      const actor = await adminActor()
      await createPreset(actor, asked('Nightly build'))
      await expect(createPreset(actor, asked(name))).rejects.toEqual(refusal('conflict', 'preset-exists'))
      expect(await db().permissionPreset.count()).toBe(1)
    },
  )

  test('has no secret in its name', async () => {
    const name = generateSecret()
    await expect(createPreset(await adminActor(), asked(name))).rejects.toEqual(refusal('invalid', 'text-holds-secret'))
  })

  test('of alike names at once, and beyond 50, only as many are made as may be', async () => {
    await clear()
    const actors = await Promise.all([adminActor(), adminActor()])
    const both = await Promise.allSettled(
      ['Race', 'rACE', 'RACE'].map((name, index) => createPreset(actors[index % 2]!, asked(name))),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const at = new Date()
    const data = Array.from({ length: maxPresets - 2 }, (_, index) => ({
      ...{ name: `Preset ${index}`, level: 'project', projectAccess: 'repository:pull', createdAt: at, updatedAt: at },
    }))
    await db().permissionPreset.createMany({ data })
    const last = await Promise.allSettled(actors.map((actor, index) => createPreset(actor, asked(`Last ${index}`))))
    const refused = last.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    expect(refused).toEqual([refusal('conflict', 'preset-limit')])
    expect(await db().permissionPreset.count()).toBe(maxPresets)
  })
})

test.each([
  ['', ['repository:pull']],
  ['   ', ['repository:pull']],
  ['a'.repeat(51), ['repository:pull']],
  ['tab\tbed', ['repository:pull']],
  ['nul\0', ['repository:pull']],
  ['in\u200bvisible', ['repository:pull']],
  ['No permissions', []],
  ['No such', ['repository:explode']],
  ['Push alone', ['repository:push']],
])('%j with %j is none', (name, project) => {
  const input = { level: 'project', name, project, system: [] }
  expect(createPresetInput.safeParse(input).success).toBe(false)
})

test('50 characters are counted as people do; a project’s holds nothing of the system', () => {
  const input = { level: 'project', name: '😀'.repeat(50), project: ['repository:pull'], system: [] as string[] }
  expect(createPresetInput.safeParse(input).success).toBe(true)
  expect(createPresetInput.safeParse({ ...input, system: ['catalog:read'] }).success).toBe(false)
  expect(createPresetInput.safeParse({ ...input, level: 'system', project: [], system: [] }).success).toBe(false)
  expect(
    createPresetInput.safeParse({ ...input, level: 'system', project: [], system: ['catalog:read'] }).success,
  ).toBe(true)
})
