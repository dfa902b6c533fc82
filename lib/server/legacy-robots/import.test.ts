import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { setClock } from '../clock'
import { db } from '../store/db'
import { makeOldSystem, oldClaims, oldEntry, parsedEntries } from '../testing/legacy'
import { unique, useDatabase } from '../testing/database'
import { auditOfRobot, inProject, makeProject, makeRobot } from '../testing/make'
import { importLegacyRobots, type LegacyImport } from './import'
import { parseLegacyKey } from './key'
import { listRobots } from '../robots/list'
import { refreshSecret } from '../robots/refresh-secret'
import { removeRobot } from '../robots/remove'
import { setRobotDisabled } from '../robots/set-disabled'
import { updateRobot } from '../robots/update'

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
  db().robot.findMany({
    where: { projectId },
    include: { secrets: true, grants: true, legacyIdentity: true },
    orderBy: { name: 'asc' },
  })

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
        leftOut: [],
        expiresAt: entry.expires_at,
        disabled: true,
        unlisted: false,
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
    const { fingerprint, spki } = old.key
    const known = { oldProjectId: BigInt(ids.pid), oldRobotId: BigInt(ids.id) }
    const identity = { robotId: robot!.id, keyFingerprint: fingerprint, key: spki, ...known }
    expect(robot!.legacyIdentity).toEqual(identity)
    expect(robot!.secrets).toMatchObject([
      { scheme: 'legacy-rs256', hash: fingerprint, creatorType: 'local', creatorRef: 0 },
    ])
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
    // The log is no memory: it may be cut.
    await db().auditEvent.deleteMany({ where: { projectId: project.id } })
    expect(await run(entries, mapping)).toMatchObject([refused(/^it was deleted here on/)])
    expect(await run(entries, mapping, { restoreDeleted: true })).toMatchObject([{ kind: 'imported' }])
    expect(await db().deletedLegacyRobot.count({ where: { projectId: project.id } })).toBe(0)
    expect(await run(entries, mapping)).toMatchObject([{ kind: 'there' }])
  })

  test('only the deletion of a legacy robot is kept in mind, in the change itself, and goes with its project', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const deleted = () => db().deletedLegacyRobot.findMany({ where: { projectId: project.id } })
    const today = await makeRobot(project, { name: 'ci' })
    await run([oldEntry({ ...ids, name: 'robot$ci' })], { [ids.pid]: project.name })
    await removeRobot(project.admin, today.id)
    expect(await deleted()).toEqual([])

    const stranger = (await makeProject()).admin
    const [robot] = await robotsOf(project.id)
    await expect(removeRobot(stranger, robot!.id)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await deleted()).toEqual([])
    setClock(() => new Date('2026-03-01T00:00:00Z'))
    await removeRobot(project.admin, robot!.id)
    expect(await deleted()).toEqual([
      { projectId: project.id, name: 'ci', deletedAt: new Date('2026-03-01T00:00:00Z') },
    ])
    await db().project.delete({ where: { id: project.id } })
    expect(await deleted()).toEqual([])
  })

  test('a dry run only reports', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const entries = [oldEntry({ ...ids, name: 'robot$ci' })]
    expect(await run(entries, { [ids.pid]: project.name }, { dryRun: true })).toMatchObject([{ kind: 'imported' }])
    expect(await robotsOf(project.id)).toEqual([])
    expect(await db().auditEvent.count({ where: { projectId: project.id } })).toBe(0)
  })

  test('one bad entry does not keep the others, and leaves nothing behind', async () => {
    const [project, other, ids] = [await makeProject(), await makeProject(), oldIds()]
    const { pid } = ids
    // Of a project whose list is not among the files.
    const tokenPid = nextId++
    const entry = (name: string, change: object = {}) => ({ ...oldEntry({ id: nextId++, pid, name }), ...change })
    const claims = (change: object = {}) => ({
      ...oldClaims({ id: nextId++, pid: tokenPid, exp: inTheFuture }),
      ...change,
    })
    const token = (change: object) => old.token(claims(change))
    const registry = { iss: 'harbor-token-issuer', access: [{ type: 'repository', name: 'a/b', actions: ['pull'] }] }
    const may = (...access: [string, string][]) => ({
      access: access.map(([resource, action]) => ({ resource, action })),
    })
    const outcomes = await run(
      [
        entry('robot$good'),
        entry('robot$twice'),
        entry('robot$twice'),
        entry('robot$ended', { expires_at: 1_600_000_000 }),
        entry('robot$now', { expires_at: Math.floor(Date.now() / 1000) }),
        entry('robot$delete', may([`/project/${pid}/repository`, 'delete'])),
        entry('robot$silent', { access: undefined }),
        entry('robot$b\u001B[2Jad'),
        { name: 'robot$foreign', token: makeOldSystem().token(claims()) },
        { name: 'robot$old', token: token({ exp: 1_600_000_000 }) },
        { name: 'robot$registry', token: token({ ...registry, id: undefined, pid: undefined }) },
        { name: 'robot$unsigned', token: `${token({}).split('.').slice(0, 2).join('.')}.AAAA` },
        entry('robot$mixed', { project_id: tokenPid, access: undefined, token: token({}) }),
        entry('robot$elsewhere', { id: nextId, access: undefined, token: token({}) }),
        { name: 'robot$powerless', token: token({ access: [] }) },
        { name: 'robot$relative', token: token(may(['repository', 'push'])) },
        { name: 'robot$denied', token: token({ access: [{ Resource: 'x', Action: 'pull', Effect: 'deny' }] }) },
        { name: 'robot$last', token: token({}) },
      ],
      { [pid]: project.name, [tokenPid]: other.name },
    )
    const twice = { name: 'robot$twice', ...refused(/more than once/) }
    expect(outcomes).toMatchObject([
      { entries: [1], kind: 'imported' },
      { entries: [2], ...twice },
      { entries: [3], ...twice },
      { entries: [4], ...refused(/^it expired on 2020-09-13$/) },
      { entries: [5], ...refused(/^it expired/) },
      { entries: [6], ...refused(/^nothing of what it may do can be honoured here \(repository:delete\)$/) },
      { entries: [7], name: 'robot$silent', kind: 'missing' },
      { entries: [8], ...refused(/^name/) },
      { entries: [9], ...refused(/not signed by the given key/) },
      { entries: [10], ...refused(/^it expired on 2020-09-13$/) },
      { entries: [11], ...refused(/signed, but it is no robot account’s token/) },
      { entries: [12], ...refused(/not signed by the given key/) },
      { entries: [13], ...refused(/another robot account/) },
      { entries: [14], ...refused(/another project/) },
      { entries: [15], ...refused(/^it may do nothing/) },
      { entries: [16], ...refused(/^nothing of what it may do can be honoured here \(push on repository\)$/) },
      { entries: [17], ...refused(/signed, but pull on x has the effect “deny”/) },
      { entries: [18], kind: 'imported' },
    ])
    expect((await robotsOf(project.id)).map(({ name }) => name)).toEqual(['good'])
    expect((await robotsOf(other.id)).map(({ name }) => name)).toEqual(['last'])
    expect(await db().auditEvent.count({ where: { projectId: { in: [project.id, other.id] } } })).toBe(2)
  })

  test('takes over what can be honoured, and names the rest', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    const may = ['repository:push', 'repository:delete', 'tag:list']
    const claims = oldClaims({ ...ids, exp: inTheFuture, may })
    claims.access.push({ Resource: '/project/8000/repository', Action: 'pull', Effect: '' })
    const outcomes = await run([{ name: 'robot$ci', token: old.token(claims) }], { [ids.pid]: project.name })
    const leftOut = ['repository:delete', 'tag:list', 'pull on /project/8000/repository']
    expect(outcomes).toMatchObject([{ kind: 'imported', access: ['repository:pull', 'repository:push'], leftOut }])
    expect(await robotsOf(project.id)).toMatchObject([{ grants: [{ access: 'repository:pull,push' }] }])
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
    const entries = [oldEntry({ id: nextId++, pid: project.id, name: 'robot$ci' })]
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
  })
})

describe('what is known of a robot is judged together', () => {
  /** A disabled robot's list entry, as 2.1 wrote it, and its token file. */
  async function makeLeaver() {
    const [project, ids] = [await makeProject(), oldIds()]
    const { access: _, ...entry } = oldEntry({ ...ids, name: 'robot$leaver', disabled: true, token: '' })
    const file = { name: 'robot$leaver', token: old.token(oldClaims({ ...ids, may: ['repository:push'] })) }
    return { project, ids, entry, file, mapping: { [ids.pid]: project.name } }
  }
  type Leaver = Awaited<ReturnType<typeof makeLeaver>>

  test('a disabled one stays disabled', async () => {
    const { project, entry, file, mapping } = await makeLeaver()
    expect(await run([entry, file], mapping)).toMatchObject([{ entries: [1, 2], kind: 'imported', disabled: true }])
    expect(await robotsOf(project.id)).toMatchObject([{ disabled: true }])
  })

  test.each<[string, (leaver: Leaver) => object[], RegExp]>([
    ['an entry with a broken end', ({ entry, file }) => [{ ...entry, expires_at: 'x' }, file], /^expires_at: /],
    ['an entry with a broken state', ({ entry, file }) => [file, { ...entry, disabled: 'yes' }], /^disabled: /],
    ['an entry with another token', ({ entry, file }) => [{ ...entry, token: 'x' }, file], /^token: is no JSON/],
    ['an entry with its id in quotes', ({ entry, file, ids }) => [file, { ...entry, id: String(ids.id) }], /^id: /],
    ['an entry with its name alone', ({ entry, file }) => [{ ...entry, id: null }, file], /^id: /],
    ['an entry without a name', ({ entry, file }) => [{ ...entry, name: undefined }, file], /^name: /],
    [
      'an entry under another name',
      ({ entry, file }) => [{ ...entry, name: 'robot$other' }, file],
      /name \(robot\$other or/,
    ],
    [
      'a token file under another name',
      ({ entry, file }) => [entry, { ...file, name: 'robot$b' }],
      /name \(robot\$leaver or/,
    ],
    ['an entry in another project', ({ entry, file }) => [{ ...entry, project_id: 900_000 }, file], /project \(/],
    [
      'two entries, one of them enabled',
      ({ entry, file }) => [entry, { ...entry, disabled: false }, file],
      /disabled \(/,
    ],
    ['an entry of a robot of today', ({ entry, file }) => [{ ...entry, editable: true }, file], /Harbor 2.2 or later/],
    ['a token file that says disabled in the wrong words', ({ file }) => [{ ...file, disable: true }], /^disable: /],
    [
      'a token that belongs to the entry of another',
      ({ entry, file, ids }) => [{ ...entry, token: file.token, id: ids.id + 900_000 }, file],
      /another robot account/,
    ],
    [
      'a second token that says something else',
      ({ entry, file, ids }) => [entry, file, { ...file, token: old.token(oldClaims({ ...ids, may: all })) }],
      /what it may do/,
    ],
    [
      'a second token of another key',
      ({ entry, file, ids }) => [entry, file, { ...file, token: makeOldSystem().token(oldClaims(ids)) }],
      /not signed by the given key/,
    ],
    ['a file that is cut off', ({ entry, file }) => [entry, file, { ...file, token: 'eyJ' }], /^token: /],
  ])('%s stops it', async (_, make, problem) => {
    const leaver = await makeLeaver()
    const outcomes = await run(make(leaver), { ...leaver.mapping })
    expect(outcomes).toMatchObject([refused(problem)])
    expect(await robotsOf(leaver.project.id)).toEqual([])
  })

  test('one that its project’s list no longer has was deleted there', async () => {
    const { project, ids, entry, file, mapping } = await makeLeaver()
    const { pid } = ids
    const gone = { name: 'robot$gone', token: old.token(oldClaims({ id: nextId++, pid })) }
    expect(await run([entry, file, gone], mapping)).toMatchObject([
      { kind: 'imported' },
      refused(new RegExp(`^the list of the old project ${pid} does not have it`)),
    ])
    expect((await robotsOf(project.id)).map(({ name }) => name)).toEqual(['leaver'])
  })

  test('the same said twice is said once, and what another says of his name does not matter', async () => {
    const { project, entry, file, mapping } = await makeLeaver()
    const namesake = oldIds()
    const foreign = { ...file, token: makeOldSystem().token(oldClaims(namesake)) }
    const broken = { ...oldEntry({ ...namesake, name: 'robot$leaver' }), disabled: 'no' }
    expect(await run([entry, entry, file, file, foreign, broken], mapping)).toMatchObject([
      { entries: [1, 2, 3, 4], kind: 'imported' },
      { entries: [5], ...refused(/not signed/) },
      { entries: [6], ...refused(/^disabled/) },
    ])
    expect(await robotsOf(project.id)).toHaveLength(1)
  })
})

describe('a later file', () => {
  async function makeImported() {
    const [project, ids] = [await makeProject(), oldIds()]
    const claims = oldClaims({ ...ids, exp: inTheFuture })
    const { access: _, ...entry } = oldEntry({ ...ids, name: 'robot$ci', expires_at: inTheFuture, token: '' })
    const file = { name: 'robot$ci', token: old.token(claims) }
    expect(await run([file], { [ids.pid]: project.name })).toMatchObject([{ kind: 'imported', unlisted: true }])
    return { project, ids, entry, file }
  }
  const later = ({ id, name, expires_at }: { id: number; name: string; expires_at: number }, disable: boolean) => ({
    ...{ id, name, expires_at, disable, level: 'project', editable: false, permissions: [] },
  })

  test.each<[string, (made: Awaited<ReturnType<typeof makeImported>>) => object, RegExp]>([
    ['disabled', ({ entry }) => ({ ...entry, disabled: true }), /^it is disabled there, and enabled here$/],
    ['disabled, in a list of 2.2 or later', ({ entry }) => later(entry, true), /^it is disabled there/],
    [
      'ended',
      ({ entry }) => ({ ...entry, expires_at: 1_600_000_000 }),
      /^it expires 2020-09-13T.* there, and expires 2096/,
    ],
    ['without an end', ({ entry }) => ({ ...entry, expires_at: -1 }), /^it never expires there, and expires 2096/],
    ['described', ({ entry }) => ({ ...entry, description: 'new' }), /^its description is another one there$/],
    [
      'stronger',
      ({ ids, file }) => ({ ...file, token: old.token(oldClaims({ ...ids, exp: inTheFuture, may: all })) }),
      /^it may do there: .*push; here: repository:pull$/,
    ],
    [
      'powerless',
      ({ ids, file }) => ({ ...file, token: old.token({ ...oldClaims({ ...ids, exp: inTheFuture }), access: [] }) }),
      /^it may do there: nothing; here: repository:pull$/,
    ],
  ])('that says it is %s is told, and changes nothing', async (_, make, difference) => {
    const made = await makeImported()
    const before = await robotsOf(made.project.id)
    const differs = { kind: 'differs', project: made.project.name, differences: [expect.stringMatching(difference)] }
    for (const mapping of [{ [made.ids.pid]: made.project.name }, {}] as Record<number, string>[]) {
      expect(await run([make(made)], mapping)).toMatchObject([differs])
    }
    expect(await robotsOf(made.project.id)).toEqual(before)
  })

  test('that says the same does not differ, nor does one that was disabled here', async () => {
    const { project, entry, file } = await makeImported()
    const there = { kind: 'there', project: project.name }
    for (const again of [entry, file, later(entry, false)]) expect(await run([again], {})).toMatchObject([there])
    await setRobotDisabled(project.admin, { id: (await robotsOf(project.id))[0]!.id, disabled: true })
    expect(await run([entry], {})).toMatchObject([there])
  })

  test('with another name, project or place for the same id cannot mean it', async () => {
    const { project, ids, entry } = await makeImported()
    const other = await makeProject()
    expect(await run([{ ...entry, name: 'robot$b' }], {})).toMatchObject([
      refused(/^it is here as robot\$ci: two names/),
    ])
    expect(await run([{ ...entry, project_id: 900_000 }], {})).toMatchObject([
      refused(new RegExp(`^it is here as a robot account of the old project ${ids.pid}`)),
    ])
    expect(await run([entry], { [ids.pid]: other.name })).toMatchObject([
      refused(new RegExp(`^an earlier import took the old project ${ids.pid} for ${project.name}`)),
    ])
  })
})

describe('an imported robot', () => {
  test('stands in the list beside one of today with the same name, and can only be disabled, enabled, deleted', async () => {
    const [project, ids] = [await makeProject(), oldIds()]
    await makeRobot(project, { name: 'ci' })
    await run([oldEntry({ ...ids, name: 'robot$ci' })], { [ids.pid]: project.name })
    const { rows } = await listRobots(
      project.admin,
      { name: project.name },
      {
        search: '',
        sort: 'name',
        page: 1,
        size: 15,
      },
    )
    expect(rows.map(({ fullName, legacy }) => [fullName, legacy])).toEqual([
      [`robot$${project.name}+ci`, false],
      ['robot$ci', true],
    ])
    const { id } = rows[1]!
    const refusal = expect.objectContaining({ kind: 'forbidden', reason: 'robot-legacy' })
    await expect(refreshSecret(project.admin, { id })).rejects.toEqual(refusal)
    const edit = { ...inProject(project), id }
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
