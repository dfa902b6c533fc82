import { beforeAll, describe, expect, test } from 'vitest'
import { decodeAccess } from '@/lib/domain/permissions/access'
import { db } from '../../../../store/db'
import { callApi, signedIn, useApi, type Credentials } from '../../../../testing/api'
import { unique, useDatabase } from '../../../../testing/database'
import { makeProject, makeUser } from '../../../../testing/make'
import { insertTestRobot } from '../../../../testing/world'
import { grant } from './shapes'

useDatabase()
useApi()

// Clients that were written for Harbor read, change and put back what Harbor knows. What it does not know stays.

let admin: Credentials
beforeAll(async () => {
  admin = await signedIn((await makeUser({ isAdmin: true })).actor)
})

type Row = Record<string, unknown>
type Read = Record<'name' | 'level' | 'duration' | 'disable' | 'permissions', unknown> & Row

const never = '0001-01-01T00:00:00.000Z'
const description = 'changed'
const parts = ({ name, level, duration, permissions }: Read) => ({ name, level, duration, permissions })
/** What each puts back of a robot that it has read, to change its description. */
const robotClients: [client: string, body: (read: Read) => object][] = [
  [
    "Terraform's provider",
    (read) => ({ ...parts(read), description, ...(read.disable === true && { disable: true }) }),
  ],
  ['harbor-cli', (read) => ({ ...read, description })],
  [
    'harbor-cli, from a file',
    ({ disable, id, ...read }) => ({
      ...{ ...parts(read as Read), creation_time: never, description, disable, editable: true, id, update_time: never },
    }),
  ],
  ['harborapi', (read) => ({ ...read, description })],
  ['mittwald', ({ disable, id, ...read }) => ({ ...parts(read as Read), description, disable, editable: false, id })],
  ["Harbor's portal", ({ secret: _, ...read }) => ({ ...read, description })],
]

const robotRow = (id: number) =>
  db().robot.findUniqueOrThrow({
    where: { id },
    include: { secrets: true, grants: true, usage: true, clients: true },
  })

/** A robot of which everything is set that Harbor does not know: whoever adds a column gives it a value here. */
async function wholeRobot(disabled: boolean) {
  const project = await makeProject()
  const access = [{ resource: 'repository', action: 'pull' }]
  const { id } = await insertTestRobot({ projectId: project.id, grants: [{ project: project.id, access }], disabled })
  const seen = { lastUsedAt: 1_700_000_000n, lastUsedAddress: '192.0.2.7', lastUsedClient: 'skopeo' }
  const later = new Date('2100-01-01T00:00:00Z')
  const robot = { ...seen, nameFolded: 'n', descriptionFolded: 'd', version: 7, mayRotateSince: later }
  await db().robot.update({ where: { id }, data: robot })
  const creator = { creatorType: 'local', creatorRef: project.ownerId }
  await db().robotSecret.updateMany({
    where: { robotId: id },
    data: {
      ...{ ...creator, ...seen, expiresAt: later, activatedAt: later, retiresAt: later },
      ...{ successorId: 1, retiresAfter: 60, endedAt: later, endedHow: 'replaced' },
    },
  })
  await db().robotUsage.create({ data: { robotId: id, day: '2026-01-01', repository: 'r', pulls: 3, lastAt: 5n } })
  await db().robotClient.create({
    data: { robotId: id, secretId: 1, day: '2026-01-01', client: 'c', address: 'a', uses: 2, firstAt: 5n, lastAt: 5n },
  })
  return id
}

/** What an edit writes, and what says where a robot belongs, or that it is no legacy robot. */
const edited = ['description', 'descriptionFolded', 'version', 'updatedAt']
const unset = { legacy: false, disabled: false, expiresAt: null, projectId: null }

const without = (row: Row, names: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
const isSet = (value: unknown) => value !== null && value !== false && value !== '' && value !== 0n && value !== 0

/** Typed clients read what they know of a permission. */
const known = (permissions: unknown) =>
  (permissions as { kind: string; namespace: string; access: Row[] }[]).map(({ kind, namespace, access }) => ({
    kind,
    namespace,
    access: access.map(({ resource, action, effect }) => ({ resource, action, effect })),
  }))

const narrowings = [
  '[app/*]repository:pull+repository:push',
  'repository:pull;[!app/internal/** app/**]artifact:delete+repository:push',
  'project:read;[app/*]repository:pull+repository:push;[base]repository:pull',
  '[app/*]repository:pull;[base]repository:pull+tag:create;[x/**]tag:create',
]

describe('a robot that is narrowed to repositories', () => {
  test.each(robotClients)('stays so after an update by %s', async (_, body) => {
    for (const text of narrowings) {
      const [project, access] = [await makeProject(), decodeAccess(text)]
      const own = await insertTestRobot({ projectId: project.id, grants: [{ project: project.id, access }] })
      const wide = await insertTestRobot({
        grants: [
          { project: '/', access: [{ resource: 'project', action: 'list' }] },
          { project: '*', access: decodeAccess(narrowings[0]!) },
          { project: project.id, access },
        ],
      })
      for (const { id } of [own, wide]) {
        const before = await robotRow(id)
        for (const keeps of [true, false]) {
          const { body: read } = await callApi('GET', `/robots/${id}`, { as: admin })
          const told = read as Read
          const sent = body({ ...told, permissions: keeps ? told.permissions : known(told.permissions) })
          const again = { ...sent, description: `changed, ${keeps}` }
          expect((await callApi('PUT', `/robots/${id}`, { as: admin, body: again })).text).toBe('')
          const after = await robotRow(id)
          expect([after.description, after.grants]).toEqual([`changed, ${keeps}`, before.grants])
        }
      }
    }
  })

  test('is stopped by whoever puts back what it has read, with or without', async () => {
    const project = await makeProject()
    for (const text of narrowings) {
      const grants = [{ project: project.id, access: decodeAccess(text) }]
      const { id } = await insertTestRobot({ projectId: project.id, grants })
      const { body: read } = await callApi('GET', `/robots/${id}`, { as: admin })
      const told = read as Read
      const before = await robotRow(id)
      for (const [disable, permissions] of [
        [true, told.permissions],
        [false, known(told.permissions)],
      ] as const) {
        const body = { ...told, disable, permissions }
        expect((await callApi('PUT', `/robots/${id}`, { as: admin, body })).status).toBe(200)
        const after = await robotRow(id)
        // Nothing was edited: an edit takes the version.
        expect(after).toMatchObject({ disabled: disable, version: before.version, grants: before.grants })
      }
    }
  })
})

describe('a robot', () => {
  test.each(robotClients)('after an update by %s', async (_, body) => {
    for (const disabled of [false, true]) {
      const id = await wholeRobot(disabled)
      const before = await robotRow(id)
      const { body: read } = await callApi('GET', `/robots/${id}`, { as: admin })
      const answer = await callApi('PUT', `/robots/${id}`, { as: admin, body: body(read as Read) })
      expect([answer.status, answer.text]).toEqual([200, ''])
      const after = await robotRow(id)
      expect(after.description).toBe('changed')
      expect(without(after, [...edited, 'grants'])).toEqual(without(before, [...edited, 'grants']))
      const granted = ({ grants }: typeof after) => grants.map(({ scopeKey, access }) => [scopeKey, access])
      expect(granted(after)).toEqual(granted(before))
    }
  })

  test('has a value in every column that Harbor does not know', async () => {
    const id = await wholeRobot(false)
    const [row, [secret]] = [await robotRow(id), await db().robotSecret.findMany({ where: { robotId: id } })]
    const empty = Object.entries({ ...row, ...secret }).filter(([name, value]) => !isSet(value) && !(name in unset))
    expect(empty.filter(([name]) => name !== 'description')).toEqual([])
  })

  test('is never given what is not named', async () => {
    const id = await wholeRobot(false)
    const { body: read } = await callApi('GET', `/robots/${id}`, { as: admin })
    const before = await robotRow(id)
    for (const more of [{ secret: 'Chosen-secret-9' }, { expires_at: -1 }, { creator_type: 'robot', creator_ref: 1 }]) {
      expect((await callApi('PUT', `/robots/${id}`, { as: admin, body: { ...(read as Row), ...more } })).status).toBe(
        200,
      )
      const after = await robotRow(id)
      expect(without(after, [...edited, 'grants'])).toEqual(without(before, [...edited, 'grants']))
    }
    for (const permissions of [undefined, []]) {
      const body = { ...(read as Row), permissions, description: 'without' }
      expect((await callApi('PUT', `/robots/${id}`, { as: admin, body })).status).toBe(400)
    }
    const elsewhere = { ...(read as Row), permissions: [grant('no-such-project', 'pull')] }
    expect((await callApi('PUT', `/robots/${id}`, { as: admin, body: elsewhere })).status).toBeGreaterThanOrEqual(400)
    expect((await robotRow(id)).grants).toHaveLength(1)
  })
})

test('a user after updates by Terraform’s provider and harbor-cli', async () => {
  const { id, username } = await makeUser({ disabled: true })
  const email = `${unique('m')}@example.com`
  const mine = { language: 'de-de', timeZone: 'Europe/Berlin', email, emailVerifiedAt: new Date(), passwordHash: 'x' }
  await db().user.update({ where: { id }, data: mine })
  const before = await db().user.findUniqueOrThrow({ where: { id } })
  const profile = { email, realname: 'One', comment: 'c' }
  const whole = {
    ...profile,
    username,
    password: 'Password12345x',
    sysadmin_flag: true,
    new_password: 'Password12345x',
  }
  for (const body of [profile, whole]) {
    expect((await callApi('PUT', `/users/${id}`, { as: admin, body })).status).toBe(200)
    const after = await db().user.findUniqueOrThrow({ where: { id } })
    const written = ['realName', 'comment', 'updatedAt', 'realNameFolded', 'commentFolded', 'emailFolded']
    expect(without(after, written)).toEqual(without(before, written))
  }
})

test('a project after updates by every client', async () => {
  const project = await makeProject({ public: true })
  const path = `/projects/${project.id}`
  const kept = { severity: 'high', prevent_vul: 'true', auto_sbom_generation: 'true' }
  await callApi('PUT', path, { as: admin, body: { metadata: kept } })
  const { body: read } = await callApi('GET', path, { as: admin })
  const { cve_allowlist } = read as { cve_allowlist: object }
  const bodies = [
    { project_name: project.name, cve_allowlist: {}, storage_limit: -1, metadata: { auto_scan: 'true' } },
    { metadata: { auto_scan: 'true' } },
    { cve_allowlist, project_name: project.name, registry_id: 0, storage_limit: 1 },
    {},
  ]
  for (const body of bodies) {
    expect((await callApi('PUT', path, { as: admin, body })).status).toBe(200)
    const told = (await callApi('GET', path, { as: admin })).body
    expect(told).toMatchObject({ name: project.name, owner_id: project.ownerId, metadata: { ...kept, public: 'true' } })
    expect(await db().projectMember.count({ where: { projectId: project.id } })).toBe(1)
  }
})
