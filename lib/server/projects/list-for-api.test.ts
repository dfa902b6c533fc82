import { describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { wireProject } from '../http/api/wire-project'
import { unique, useDatabase } from '../testing/database'
import { makeMember, makeProject, makeUser } from '../testing/make'
import { projectExists } from './exists'
import { listProjectsForApi, type ApiProjectList } from './list-for-api'

useDatabase()

const list = (actor: Actor, more: Partial<ApiProjectList> = {}) =>
  listProjectsForApi(actor, { q: '', sort: '', page: 1, size: 100, ...more })
const names = async (actor: Actor, more: Partial<ApiProjectList> = {}) =>
  (await list(actor, more)).rows.map(({ name }) => name)

describe('listProjectsForApi', () => {
  test('a project in Harbor’s words, with the caller’s role', async () => {
    const project = await makeProject({ public: true })
    const guest = await makeMember(project.id, 'guest')
    const { rows, total } = await list(guest, { name: project.name.toUpperCase() })
    expect(total).toBe(1)
    const never = '0001-01-01T00:00:00.000Z'
    expect(wireProject(rows[0]!)).toEqual({
      project_id: project.id,
      owner_id: project.ownerId,
      owner_name: (project.admin as { name: string }).name,
      name: project.name,
      creation_time: project.createdAt.toISOString(),
      update_time: project.updatedAt.toISOString(),
      current_user_role_id: 3,
      current_user_role_ids: [3],
      repo_count: 0,
      metadata: { public: 'true' },
      cve_allowlist: { id: project.id, project_id: project.id, creation_time: never, update_time: never, items: [] },
    })
    const [seen] = (await list({ kind: 'anonymous' }, { name: project.name })).rows
    expect(Object.keys(wireProject(seen!))).not.toContain('current_user_role_id')
    expect(wireProject(seen!).current_user_role_ids).toBeNull()
  })

  test('who sees what', async () => {
    const [open, closed] = [await makeProject({ public: true }), await makeProject()]
    const robot: Actor = { kind: 'robot', id: 0, name: 'r', grants: [] }
    const everywhere: Actor = {
      ...robot,
      grants: [{ scope: 'all-projects', access: [{ resource: 'a', action: 'b' }] }],
    }
    const sees = async (actor: Actor) => {
      const seen = await names(actor)
      return [open, closed].map(({ name }) => seen.includes(name))
    }
    expect(await sees({ kind: 'anonymous' })).toEqual([true, false])
    expect(await sees((await makeUser()).actor)).toEqual([true, false])
    expect(await sees(closed.admin)).toEqual([true, true])
    expect(await sees(await makeMember(closed.id, 'limitedGuest'))).toEqual([true, true])
    expect(await sees((await makeUser({ isAdmin: true })).actor)).toEqual([true, true])
    expect(await sees(robot)).toEqual([true, false])
    expect(await sees(everywhere)).toEqual([true, true])
    expect(await names({ kind: 'anonymous' }, { public: false })).toEqual([])
  })

  test('filters and sorts', async () => {
    const [stem, { actor }] = [unique('stem'), await makeUser({ isAdmin: true })]
    const project = await makeProject({ public: true })
    expect(await names(actor, { owner: (project.admin as { name: string }).name })).toEqual([project.name])
    expect(await names(actor, { owner: stem })).toEqual([])
    expect(await names(actor, { q: `name=${project.name},public=true` })).toEqual([project.name])
    expect(await names(actor, { q: `project_id=${project.id},public=false` })).toEqual([])
    const all = await names(actor)
    expect(await names(actor, { sort: '-name' })).toEqual([...all].reverse())
    await expect(list(actor, { q: 'name' })).rejects.toMatchObject({ kind: 'invalid' })
  })
})

test('whether a project exists is told to everyone signed in', async () => {
  const project = await makeProject()
  const { actor } = await makeUser()
  expect(await projectExists(actor, project.name)).toBe(true)
  expect(await projectExists(actor, unique('none'))).toBe(false)
  await expect(projectExists({ kind: 'anonymous' }, project.name)).rejects.toMatchObject({ kind: 'unauthorized' })
})
