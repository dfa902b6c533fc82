import { beforeAll, expect, test } from 'vitest'
import { db } from '../../../store/db'
import { callApi, signedIn, useApi, type Credentials } from '../../../testing/api'
import { unique, useDatabase } from '../../../testing/database'
import { addMember, makeProject, makeUser } from '../../../testing/make'
import { allRows, insertTestRobot } from '../../../testing/world'

useDatabase()
useApi()

// A client that knows Harbor's shapes alone reads, changes and puts back. Whatever else there is, columns of later
// releases among it, stays as it is, and nobody may do more than before.

let admin: Credentials
beforeAll(async () => {
  const { id, username: name } = await makeUser({ isAdmin: true })
  admin = await signedIn({ id, name })
})

const tables = ['robot', 'secret', 'grant', 'project', 'metadata', 'member', 'user', 'setting']
type Row = Record<string, unknown>

/** Counts and copies of other columns. */
const isBookkeeping = (column: string): boolean => column === 'version' || column.endsWith('Folded')

/** The columns that a request has changed, and the rows that it has made or taken away. */
async function changedBy(request: () => Promise<{ status: number; text: string }>): Promise<string[]> {
  const read = async () => JSON.parse(await allRows()) as Row[][]
  const before = await read()
  const { status, text } = await request()
  expect([status, text]).toEqual([200, ''])
  const after = await read()
  const changed = tables.flatMap((table, at) => changes(table, before[at]!, after[at]!))
  return [...new Set(changed)].toSorted()
}

function changes(table: string, before: Row[], after: Row[]): string[] {
  const key = (row: Row) => row['id'] ?? row['key']
  const was = new Map(before.map((row) => [key(row), row]))
  const gone = before.filter((row) => !after.some((each) => key(each) === key(row)))
  const columns = after.flatMap((row) => {
    const old = was.get(key(row))
    if (!old) return [`+ ${table}`]
    return Object.keys(row)
      .filter((name) => !isBookkeeping(name))
      .flatMap((name) => (JSON.stringify(row[name]) === JSON.stringify(old[name]) ? [] : [`${table}.${name}`]))
  })
  return [...gone.map(() => `- ${table}`), ...columns]
}

const put = (path: string, body: object, as = admin) => callApi('PUT', path, { as, body })
const get = async (path: string) => (await callApi('GET', path, { as: admin })).body as Row
const only = (row: Row, keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, row[key]]))

const pull = { resource: 'repository', action: 'pull' }
const helm = { resource: 'helm-chart', action: 'read' }
/** Harbor's `Robot`. */
const robotKeys = ['id', 'name', 'description', 'level', 'duration', 'editable', 'disable', 'expires_at', 'permissions']

test.each(['project', 'system'] as const)('a robot of a %s', async (level) => {
  const [project, other] = [await makeProject(), await makeProject()]
  const own = { project: project.id, access: [pull, helm] }
  const grants =
    level === 'project'
      ? [own]
      : [
          own,
          { project: other.id, access: [pull] },
          { project: '/' as const, access: [{ resource: 'user', action: 'list' }] },
        ]
  const { id } = await insertTestRobot({
    projectId: level === 'project' ? project.id : undefined,
    grants,
    disabled: true,
  })
  const read = only(await get(`/robots/${id}`), robotKeys)
  const withoutEffect = JSON.parse(
    JSON.stringify(read, (key, value: unknown) => (key === 'effect' ? undefined : value)),
  ) as Row
  const edited = { ...withoutEffect, description: unique('edited') }
  expect(await changedBy(() => put(`/robots/${id}`, edited))).toEqual(['robot.description', 'robot.updatedAt'])
  // The same once more says nothing, or no more than that it was said.
  const again = await changedBy(() => put(`/robots/${id}`, edited))
  expect(again.filter((column) => column !== 'robot.updatedAt')).toEqual([])
  // What is left out of the places is gone; nothing comes instead of it.
  const fewer = { ...edited, permissions: (withoutEffect['permissions'] as Row[]).slice(0, 1) }
  const lost = await changedBy(() => put(`/robots/${id}`, fewer))
  expect(lost.filter((column) => column !== 'robot.updatedAt')).toEqual(level === 'project' ? [] : ['- grant'])
})

test('a project', async () => {
  const { id } = await makeProject({ public: true })
  const kept = {
    cve_allowlist: JSON.stringify({ items: [{ cve_id: 'CVE-2026-1' }] }),
    severity: 'low',
    of_a_later_release: 'x',
  }
  const data = Object.entries(kept).map(([name, value]) => ({ projectId: id, name, value }))
  await db().projectMetadata.createMany({ data })
  // As Terraform's provider sends it: a whole body of what it knows.
  const { name, metadata } = (await get(`/projects/${id}`)) as { name: string; metadata: Row }
  const edited = { project_name: name, metadata: { ...metadata, severity: 'high' } }
  expect(await changedBy(() => put(`/projects/${id}`, edited))).toEqual(['metadata.value', 'project.updatedAt'])
  expect(await changedBy(() => put(`/projects/${id}`, { metadata: { severity: 'high' } }))).toEqual([
    'project.updatedAt',
  ])
  expect(await changedBy(async () => put(`/projects/${id}`, await get(`/projects/${id}`)))).toEqual([
    'project.updatedAt',
  ])
  const entry = { severity: 'medium' }
  const changed = await changedBy(() => put(`/projects/${id}/metadatas/severity`, entry))
  expect(changed).toEqual(['metadata.value', 'project.updatedAt'])
})

test('a user, by an admin and by oneself', async () => {
  const user = await makeUser({ isAdmin: true })
  const email = `${unique('mail')}@example.com`
  const filled = { email, emailVerifiedAt: new Date(0), realName: 'One', comment: 'kept', passwordHash: 'x' }
  await db().user.update({ where: { id: user.id }, data: filled })
  const self = await signedIn({ id: user.id, name: user.username })
  for (const as of [admin, self]) {
    const read = only(await get(`/users/${user.id}`), ['user_id', 'username', 'email', 'realname', 'comment'])
    const edited = { ...read, realname: unique('Two') }
    const changed = await changedBy(() => put(`/users/${user.id}`, edited, as))
    expect(changed).toEqual(['user.realName', 'user.updatedAt'])
  }
  // Nobody is made an admin, or enabled, by what a profile says.
  await db().user.update({ where: { id: user.id }, data: { isAdmin: false, disabled: true } })
  const widened = {
    email,
    realname: 'One',
    comment: 'kept',
    sysadmin_flag: true,
    disabled: false,
    password: 'Some-Password-1',
  }
  const changed = await changedBy(() => put(`/users/${user.id}`, widened))
  expect(changed).toEqual(['user.realName', 'user.updatedAt'])
})

test('a member', async () => {
  const [project, user] = [await makeProject(), await makeUser()]
  await addMember(project.id, user.id, 'guest')
  const { id } = await db().projectMember.findFirstOrThrow({ where: { projectId: project.id, userId: user.id } })
  const path = `/projects/${project.id}/members/${id}`
  const read = await get(path)
  const updated = await changedBy(() => put(path, { ...read, role_id: 2, entity_id: 1, project_id: 1 }))
  // Reaching for the project's lock changes nothing of it.
  expect(updated).toEqual(['member.role', 'member.updatedAt'])
  expect(await changedBy(() => put(path, { ...read, role_id: 2 }))).toEqual(['member.updatedAt'])
})

test('the configuration', async () => {
  await put('/configurations', { robot_token_duration: 31, session_timeout: 61, banner_message: 'kept' })
  await db().setting.create({ data: { key: 'of_a_later_release', value: 'x' } })
  const read = (await get('/configurations')) as Record<string, { value?: unknown }>
  const values = Object.fromEntries(
    Object.entries(read).flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
  )
  expect(await changedBy(() => put('/configurations', { ...values, session_timeout: 62 }))).toEqual(['setting.value'])
  expect(await changedBy(() => put('/configurations', { session_timeout: 63 }))).toEqual(['setting.value'])
  const untouched = await changedBy(() => put('/configurations', { ...values, session_timeout: 63 }))
  expect(untouched).toEqual([])
  expect(await get('/configurations')).toMatchObject({
    robot_token_duration: { value: 31 },
    banner_message: { value: 'kept' },
  })
})
