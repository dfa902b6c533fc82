import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../actor'
import { setClock } from '../clock'
import { db } from '../db'
import { makeOldSystem, oldClaims, oldEntry, parsedEntries } from '../testing/legacy'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, makeProject, makeRobot } from '../testing/make'
import { importLegacyRobots, type LegacyImport } from './import-legacy'
import { decodeIdentity, parseLegacyKey } from './legacy-key'
import { listProjectRobots } from './list'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'
import { updateRobot } from './update'

useDatabase()

const old = makeOldSystem()
const system: Actor = { kind: 'system' }
const inTheFuture = 4_000_000_000
const all = ['repository:push', 'repository:pull', 'helm-chart:read', 'helm-chart-version:create']
let nextId = 1
/** Old project ids are the key's: each test has its own. */
const oldIds = () => ({ id: nextId++, pid: nextId++ })

function run(entries: object[], projects: Record<number, string>, options: Partial<LegacyImport> = {}, actor = system) {
  const mapping = new Map(Object.entries(projects).map(([id, name]) => [Number(id), name]))
  const input = { key: old.key, projects: mapping, dryRun: false, restoreDeleted: false, ...options }
  return importLegacyRobots(actor, { entries: parsedEntries(entries), ...input })
}
const refused = (problem: RegExp) => ({ kind: 'refused', problem: expect.stringMatching(problem) })
const robotsOf = (projectId: number) =>
  db().robot.findMany({ where: { projectId }, include: { secrets: true, grants: true }, orderBy: { name: 'asc' } })

describe('importLegacyRobots', () => {
  test('takes over a listed robot whole, with its audit row', async () => {
    const [project, ids, name] = [await makeProject(), oldIds(), `robot$${unique('ci')}`]
    setClock(() => new Date('2026-03-01T00:00:00Z'))
    const entry = { name, description: 'builds', disabled: true, expires_at: Date.parse('2026-06-01') / 1000 }
    const created = { creation_time: '2020-05-01T00:00:00Z', may: all }
    expect(await run([oldEntry({ ...ids, ...entry, ...created })], { [ids.pid]: project.name })).toEqual([
      {
        entries: [1],
        name,
        kind: 'imported',
        project: project.name,
        access: ['helm-chart-version:create', 'helm-chart:read', 'repository:pull', 'repository:push'],
        expiresAt: entry.expires_at,
        disabled: true,
      },
    ])
    const [robot] = await robotsOf(project.id)
    expect(robot).toMatchObject({
      level: 'project',
      name: name.slice('robot$'.length),
      loginName: null,
      legacy: true,
      disabled: true,
      description: 'builds',
      durationDays: 2222,
      expiresAt: BigInt(entry.expires_at),
      createdAt: new Date('2020-05-01T00:00:00Z'),
      grants: [
        {
          scope: 'project',
          projectId: project.id,
          access: 'helm-chart:read;helm-chart-version:create;repository:pull,push',
        },
      ],
    })
    expect(robot!.secrets.map(decodeIdentity)).toEqual([{ key: old.key, robotId: ids.id, projectId: ids.pid }])
    const [row, ...others] = await auditOfRobot(robot!.id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ operation: 'robot.import', result: 'success', actorKind: 'system', resource: name })
    expect(row).toMatchObject({ projectId: project.id, projectName: project.name })
    expect(JSON.parse(row!.after!)).toMatchObject({ oldRobot: ids.id, oldProject: ids.pid, disabled: true })
  })

  test('takes over what only a token tells, and keeps nothing of the token', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const token = old.token(oldClaims({ ...ids, exp: inTheFuture, may: ['repository:push'] }))
    const outcomes = await run([{ name: 'robot$ci', token }], { [ids.pid]: project.name })
    expect(outcomes).toMatchObject([{ kind: 'imported', access: ['repository:pull', 'repository:push'] }])
    const robots = await robotsOf(project.id)
    expect(robots).toMatchObject([{ name: 'ci', disabled: false, expiresAt: BigInt(inTheFuture) }])
    const rows = await db().auditEvent.findMany({ where: { projectId: project.id } })
    const kept = JSON.stringify([robots, rows], (_, value: unknown) => (typeof value === 'bigint' ? null : value))
    for (const part of token.split('.')) expect(kept).not.toContain(part.slice(0, 30))
  })

  test('a list entry and a token file about one robot complete each other; the earlier end counts', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const token = old.token(oldClaims({ ...ids, exp: inTheFuture, may: all }))
    const entry = {
      ...oldEntry({ ...ids, name: 'robot$ci', description: 'builds', disabled: true }),
      access: undefined,
    }
    const outcomes = await run([{ name: 'robot$ci', token }, entry], { [ids.pid]: project.name })
    expect(outcomes).toMatchObject([{ entries: [1, 2], kind: 'imported', disabled: true, expiresAt: inTheFuture }])
    expect(await robotsOf(project.id)).toMatchObject([{ description: 'builds', disabled: true }])
  })

  test('repeating it changes nothing, also of what was changed here', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const entries = [oldEntry({ ...ids, name: 'robot$ci' }), oldEntry({ id: nextId++, pid: ids.pid, name: 'robot$b' })]
    const mapping = { [ids.pid]: project.name }
    await run(entries, mapping)
    const [, robot] = await robotsOf(project.id)
    await setRobotDisabled(project.admin, { id: robot!.id, disabled: true })
    const before = await robotsOf(project.id)
    expect(await run(entries, mapping)).toMatchObject([{ kind: 'there' }, { kind: 'there' }])
    expect(await robotsOf(project.id)).toEqual(before)
    expect(await db().auditEvent.count({ where: { projectId: project.id, operation: 'robot.import' } })).toBe(2)
  })

  test('what was deleted here stays deleted, unless that is asked for', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const mapping = { [ids.pid]: project.name }
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    await run(entries, mapping)
    await removeRobot(project.admin, (await robotsOf(project.id))[0]!.id)
    expect(await run(entries, mapping)).toMatchObject([refused(/^it was deleted here on \d{4}-\d\d-\d\d/)])
    expect(await robotsOf(project.id)).toEqual([])
    expect(await run(entries, mapping, { restoreDeleted: true })).toMatchObject([{ kind: 'imported' }])
  })

  test('a dry run only reports', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    expect(await run(entries, { [ids.pid]: project.name }, { dryRun: true })).toMatchObject([{ kind: 'imported' }])
    expect(await robotsOf(project.id)).toEqual([])
    expect(await db().auditEvent.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('one bad entry does not keep the others, and leaves nothing behind', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const { pid } = ids
    const entry = (name: string, change: object = {}) => ({ ...oldEntry({ id: nextId++, pid, name }), ...change })
    const token = (change: object) => old.token({ ...oldClaims({ id: nextId++, pid, exp: inTheFuture }), ...change })
    const other = makeOldSystem().token(oldClaims({ id: 1, pid, exp: inTheFuture }))
    const outcomes = await run(
      [
        entry('robot$good'),
        entry('robot$twice'),
        entry('robot$twice'),
        entry('robot$ended', { expires_at: 1_600_000_000 }),
        entry('robot$now', { expires_at: Math.floor(Date.now() / 1000) }),
        entry('robot$delete', { access: [{ resource: `/project/${pid}/repository`, action: 'delete' }] }),
        entry('robot$silent', { access: undefined }),
        entry('robot$b\u001B[2Jad'),
        { name: 'robot$foreign', token: other },
        { name: 'robot$old', token: token({ exp: 1_600_000_000 }) },
        { name: 'robot$registry', token: token({ iss: 'harbor-token-issuer' }) },
        { name: 'robot$unsigned', token: `${token({}).split('.').slice(0, 2).join('.')}.AAAA` },
        entry('robot$mixed', { token: token({}) }),
        { ...entry('robot$elsewhere'), project_id: pid + 1, access: undefined, token: token({}) },
        { name: 'robot$last', token: token({}) },
      ],
      { [pid]: project.name },
    )
    expect(outcomes).toMatchObject([
      { entries: [1], kind: 'imported' },
      { entries: [2, 3], name: 'robot$twice', ...refused(/more than once/) },
      { entries: [4], ...refused(/^it expired on 2020-09-13$/) },
      { entries: [5], ...refused(/^it expired/) },
      { entries: [6], ...refused(/nothing that a legacy robot account may do/) },
      { entries: [7], ...refused(/add its token file/) },
      { entries: [8], ...refused(/^name/) },
      { entries: [9], ...refused(/not signed by the given key/) },
      { entries: [10], ...refused(/^it expired on 2020-09-13$/) },
      { entries: [11], ...refused(/no robot account’s token/) },
      { entries: [12], ...refused(/not signed by the given key/) },
      { entries: [13], ...refused(/another robot account/) },
      { entries: [14], ...refused(/another project/) },
      { entries: [15], kind: 'imported' },
    ])
    expect((await robotsOf(project.id)).map(({ name }) => name)).toEqual(['good', 'last'])
    expect(await db().auditEvent.count({ where: { projectId: project.id } })).toBe(2)
  })

  test('a token that allows something else than its entry is refused', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const token = old.token(oldClaims({ ...ids, exp: inTheFuture }))
    const entry = oldEntry({ ...ids, name: 'robot$ci', may: all, token })
    expect(await run([entry], { [ids.pid]: project.name })).toMatchObject([refused(/allows something else/)])
    expect(await robotsOf(project.id)).toEqual([])
  })

  test('without the system behind it, only who may create robots there may import', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const stranger = (await makeProject()).admin
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    expect(await run(entries, { [ids.pid]: project.name }, {}, stranger)).toMatchObject([refused(/not found/)])
    expect(await robotsOf(project.id)).toEqual([])
  })
})

describe('which project', () => {
  test('one that nobody has named gets nothing, also when the numbers fit', async () => {
    const project = await makeProject()
    const entries = [oldEntry({ id: 1, pid: project.id, name: 'robot$ci' })]
    expect(await run(entries, {})).toMatchObject([refused(/nothing says which project/)])
    expect(await robotsOf(project.id)).toEqual([])
  })

  test('an unknown name, or one for two old projects, stops before anything is done', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    const nowhere = { [ids.pid]: project.name, 900_001: unique('nowhere') }
    await expect(run(entries, nowhere)).rejects.toMatchObject({ kind: 'not-found' })
    const both = { [ids.pid]: project.name, 900_001: project.name }
    await expect(run(entries, both)).rejects.toMatchObject({ kind: 'invalid' })
    expect(await robotsOf(project.id)).toEqual([])
  })

  test('a later run cannot take the same old project for another one, nor another for the same', async () => {
    const [project, other, ids] = [await makeProject(), await makeProject(), oldIds()]
    await run([oldEntry({ ...ids, name: 'robot$a' })], { [ids.pid]: project.name })
    const more = [oldEntry({ id: nextId++, pid: ids.pid, name: 'robot$b' })]
    expect(await run(more, { [ids.pid]: other.name })).toMatchObject([
      refused(new RegExp(`took the old project ${ids.pid} for ${project.name}`)),
    ])
    const { id, pid } = oldIds()
    expect(await run([oldEntry({ id, pid, name: 'robot$c' })], { [pid]: project.name })).toMatchObject([
      refused(new RegExp(`took the old project ${ids.pid} for ${project.name}`)),
    ])
    expect((await robotsOf(project.id)).map(({ name }) => name)).toEqual(['a'])
    expect(await robotsOf(other.id)).toEqual([])
  })

  test('the same numbers of another old system are another project', async () => {
    const [project, other, ids] = [await makeProject(), await makeProject(), oldIds()]
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    await run(entries, { [ids.pid]: project.name })
    const { key } = makeOldSystem()
    expect(await run(entries, { [ids.pid]: other.name }, { key })).toMatchObject([{ kind: 'imported' }])
    expect(await run(entries, { [ids.pid]: project.name }, { key })).toMatchObject([refused(/an earlier import took/)])
  })

  test('another robot under a taken name is not mistaken for it', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const mapping = { [ids.pid]: project.name }
    await run([oldEntry({ ...ids, name: 'robot$ci' })], mapping)
    const renumbered = [oldEntry({ id: nextId++, pid: ids.pid, name: 'robot$ci' })]
    expect(await run(renumbered, mapping)).toMatchObject([refused(/different legacy robot account/)])
    const stronger = [oldEntry({ ...ids, name: 'robot$ci', may: all })]
    expect(await run(stronger, mapping)).toMatchObject([refused(/different legacy robot account/)])
  })
})

describe('an imported robot', () => {
  test('stands in the list beside one of today with the same name, and can only be disabled, enabled, deleted', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    await makeRobot(project, { name: 'ci' })
    await run([oldEntry({ ...ids, name: 'robot$ci' })], { [ids.pid]: project.name })
    const { rows } = await listProjectRobots(project.admin, project.name, {
      search: '',
      sort: 'name',
      page: 1,
      size: 15,
    })
    expect(rows.map(({ fullName, legacy }) => [fullName, legacy])).toEqual([
      [`robot$${project.name}+ci`, false],
      ['robot$ci', true],
    ])
    const { id } = rows[1]!
    const refusal = expect.objectContaining({ kind: 'forbidden', reason: 'robot-legacy' })
    await expect(refreshSecret(project.admin, { id })).rejects.toEqual(refusal)
    const edit = { id, version: 1, description: '', durationDays: -1, access: [] }
    await expect(updateRobot(project.admin, edit)).rejects.toEqual(refusal)
    await setRobotDisabled(project.admin, { id, disabled: true })
    await setRobotDisabled(project.admin, { id, disabled: false })
    await removeRobot(project.admin, id)
    expect(await db().robotSecret.count({ where: { robotId: id } })).toBe(0)
  })
})

describe('parseLegacyKey', () => {
  test('takes a public key in either form', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
    const [spki, pkcs1] = (['spki', 'pkcs1'] as const).map(
      (type) => publicKey.export({ type, format: 'pem' }) as string,
    )
    expect(parseLegacyKey(spki!)).toMatchObject({ ok: true, bits: 3072 })
    expect(parseLegacyKey(pkcs1!)).toEqual(parseLegacyKey(spki!))
  })

  const pem = (key: { export: (options: { type: 'spki'; format: 'pem' }) => unknown }) =>
    String(key.export({ type: 'spki', format: 'pem' }))
  test.each<[string, () => string, RegExp]>([
    ['nothing', () => '', /no public key/],
    ['a text', () => 'ssh-rsa AAAA', /no public key/],
    ['a short key', () => pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), /at least 2048/],
    ['another kind', () => pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey), /RSA/],
    [
      'a private key',
      () =>
        String(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })),
      /private key/,
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(parseLegacyKey(text())).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })
})
