import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { listEvents } from '../audit/list'
import { listEventsForApi } from '../audit/list-for-api'
import { record } from '../rights/record'
import { now } from '../clock'
import { db } from './db'
import { listMembers } from '../members/list'
import { listProjectIds } from '../projects/list-ids'
import { listProjectsForApi } from '../projects/list-for-api'
import { listProjects } from '../projects/list'
import { listRobots, listRobotsForApi } from '../robots/list'
import { updateSettings } from '../settings/update'
import { testEngine, unique, useDatabase } from '../testing/database'
import { addMember, makeProject, makeSystemRobot, makeUser } from '../testing/make'
import { insertUser } from '../users/insert'
import { listUsers } from '../users/list'
import { listUsersForApi } from '../users/list-for-api'
import { searchUserIds } from '../users/search'

/** What a text is looked for by. The names of today hold no letters beyond ASCII; other texts, and legacy names, do. */
const wide: [text: string, needles: string[]][] = [
  ['Émile', ['Émile', 'émile', 'ÉMILE', 'E\u0301mile']],
  ['Петров', ['Петров', 'петров', 'ПЕТРОВ', 'етр']],
  ['ИВАН', ['ИВАН', 'Иван', 'иван']],
  ['Über', ['Über', 'über', 'ÜBER']],
  ['İstanbul', ['İstanbul', 'istanbul', 'ISTANBUL', 'İSTANBUL']],
  ['Straße', ['Straße', 'STRASSE', 'strasse', 'ẞ']],
  ['ΟΔΥΣΣΕΥΣ', ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς', 'οδυσσευσ']],
]
const ascii: typeof wide = [['IVAN-Ci', ['IVAN-Ci', 'ivan', 'IVAN', 'Ivan-C', 'i']]]

// In Turkish, the small letter of I is ı: a database that makes letters small by its locale would find no IVAN.
const locales =
  testEngine === 'sqlite' ? [''] : ['', `TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'`]

describe.each(locales)('a database %s', (options) => {
  useDatabase(options)
  let admin: Actor
  beforeAll(async () => void (admin = (await makeUser({ isAdmin: true })).actor))

  // What the verb does but for the slow hash.
  const addUser = (fields: object) =>
    insertUser(db(), { username: unique('user'), passwordHash: '', realName: '', isAdmin: false, ...fields })

  const page = { page: 1, size: 100 } as const
  const list = { ...page, sort: 'name' } as const
  const api = { ...page, sort: '' }
  /** As a client writes it: decoded twice. */
  const part = (key: string, text: string) => ({ ...api, q: encodeURIComponent(`${key}=~${text}`) })

  /** Expects each needle to find the texts' rows by each way in, and something that is not there to find none. */
  async function expectFound(
    texts: typeof wide,
    make: (text: string) => Promise<number>,
    ways: ((needle: string) => Promise<{ rows: { id: number }[] }>)[],
  ) {
    for (const [text, needles] of texts) {
      const id = await make(text)
      for (const way of ways) {
        for (const needle of needles) {
          expect(
            (await way(needle)).rows.map((row) => row.id),
            `${needle} in ${text}: ${way}`,
          ).toContain(id)
        }
        expect((await way(`${needles[0]}~`)).rows).toEqual([])
      }
    }
  }

  test('users by name and real name, and at the API by e-mail and comment', async () => {
    const add = async (fields: object) => (await addUser(fields)).id
    await expectFound([...wide, ...ascii], (realName) => add({ realName }), [
      (search) => listUsers(admin, { ...list, search }),
      (text) => listUsersForApi(admin, part('realname', text)),
    ])
    await expectFound(ascii, (text) => add({ username: unique(text) }), [
      (search) => listUsers(admin, { ...list, search }),
      (text) => listUsersForApi(admin, part('username', text)),
    ])
    await expectFound([...wide, ...ascii], (text) => add({ email: `${unique(text)}@example.com` }), [
      (text) => listUsersForApi(admin, part('email', text)),
    ])
    await expectFound([...wide, ...ascii], (comment) => add({ comment }), [
      (text) => listUsersForApi(admin, part('comment', text)),
    ])
  })

  test('robots by description, and legacy ones by name', async () => {
    const project = await makeProject()
    const inProject = (text: string, key: string) =>
      listRobotsForApi(admin, {
        ...api,
        q: encodeURIComponent(`Level=project,ProjectID=${project.id},${key}=~${text}`),
      })
    const systemRobot = async (description: string) => {
      const access = [{ resource: 'repository', action: 'pull' }]
      return (await makeSystemRobot(admin, { description, projects: { kind: 'all', access } })).id
    }
    await expectFound([...wide, ...ascii], systemRobot, [(text) => listRobotsForApi(admin, part('description', text))])
    const legacyRobot = async (name: string) => {
      const about = { level: 'project', projectId: project.id, durationDays: 1, legacy: true }
      const made = { creatorType: 'local', creatorRef: 0, createdAt: now(), updatedAt: now() }
      return (await db().robot.create({ data: { name, ...about, ...made } })).id
    }
    await expectFound([...wide, ...ascii], legacyRobot, [
      (search) => listRobots(admin, { name: project.name }, { ...list, search }),
      (text) => inProject(text, 'name'),
    ])
    const { id } = await db().robot.findFirstOrThrow({ where: { level: 'system' } })
    const { name } = await db().robot.findUniqueOrThrow({ where: { id } })
    const found = await listRobots(admin, null, { ...list, search: name.toUpperCase() })
    expect(found.rows.map((row) => row.id)).toEqual([id])
  })

  test('members by user name, and projects', async () => {
    const project = await makeProject()
    const member = async (text: string) => {
      const { id } = await addUser({ username: unique(text) })
      await addMember(project.id, id, 'guest')
      return (await db().projectMember.findFirstOrThrow({ where: { userId: id } })).id
    }
    await expectFound(ascii, member, [(search) => listMembers(admin, project.name, { ...list, search })])
    await expectFound([[project.name, [project.name, project.name.toUpperCase()]]], async () => project.id, [
      (search) => listProjects(admin, { ...list, search }),
      (name) => listProjectsForApi(admin, { ...api, q: '', name }),
      (text) => listProjectsForApi(admin, part('name', text)),
      async (text) => ({ rows: (await listProjectIds(admin, text)).map((id) => ({ id })) }),
    ])
  })

  test('events by actor and resource', async () => {
    const all = { operation: null, actor: '', resource: '', robotId: null, from: null, to: null }
    const query = { ...page, ...all, sort: '-at' } as const
    const event = async (name: string) => {
      const resource = { type: 'robot' as const, name }
      const actor: Actor = { kind: 'user', id: 1, name }
      await db().$transaction((tx) => record(tx, actor, { operation: 'robot.create', resource, result: 'success' }))
      return (await db().auditEvent.findFirstOrThrow({ where: { resource: name } })).id
    }
    await expectFound([...wide, ...ascii], event, [
      (actor) => listEvents(admin, { kind: 'system' }, { ...query, actor }),
      (resource) => listEvents(admin, { kind: 'system' }, { ...query, resource }),
      (text) => listEventsForApi(admin, null, part('username', text)),
      (text) => listEventsForApi(admin, null, part('resource', text)),
    ])
  })

  test('a prefix of robots that a user’s name starts with is taken, in whatever case', async () => {
    await addUser({ username: 'IVAN-build' })
    for (const robotNamePrefix of ['IVAN-', 'ivan-', 'Ivan-B'])
      await expect(updateSettings(admin, { changes: { robotNamePrefix } })).rejects.toMatchObject({
        reason: 'prefix-taken',
      })
  })

  test('whatever is stored, by any part of it in any case, and nothing by what it does not hold', async () => {
    const texts = fc.sample(
      fc.string({ unit: 'binary', minLength: 3, maxLength: 30 }).map((text) => text.replaceAll('\0', 'a').trim()),
      150,
    )
    const data = texts.map((realName) => ({ username: unique('u'), passwordHash: '', realName }))
    const users = await db().user.createManyAndReturn({
      data: data.map((row) => ({ ...row, createdAt: now(), updatedAt: now() })),
    })
    const inCase = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.toLocaleUpperCase('tr'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.nat(users.length - 1),
        fc.nat(30),
        fc.integer({ min: 1, max: 30 }),
        inCase,
        async (...given) => {
          const [index, start, length, change] = given
          const { id, realName } = users[index]!
          const needle = change([...realName].slice(start, start + length).join(''))
          const { ids } = await searchUserIds(db(), { search: needle, sort: 'name', page: 1, size: 1000 as never })
          expect(ids, JSON.stringify([realName, needle])).toContain(id)
        },
      ),
      { numRuns: 150 },
    )
  })
})
