import { beforeAll, describe, expect, test } from 'vitest'
import { authenticateLegacyRobot } from './authenticate'
import { db } from '../store/db'
import { ensureSigningKey } from '../registry/signing-key'
import { issueToken } from '../registry/issue-token'
import { unique, useDatabase } from '../testing/database'
import { makeOldSystem, parsedEntries } from '../testing/legacy'
import { makeProject } from '../testing/make'
import { laterReleases, laterRobotOfToday, oldReleases, type OldRelease } from '../testing/old-releases'
import { importLegacyRobots } from './import'

useDatabase()
beforeAll(async () => void (await ensureSigningKey()))

const old = makeOldSystem()
let nextId = 1

/** Two robots of a release: one that works, and one that is disabled. */
async function makeRobots() {
  const project = await makeProject()
  const robot = (name: string, disabled: boolean) => ({ id: nextId++, pid, name, project: project.name, disabled })
  const pid = nextId++
  return { project, pid, works: robot(unique('ci'), false), leaver: robot(unique('leaver'), true) }
}
type Made = Awaited<ReturnType<typeof makeRobots>>

function importAll({ project, pid }: Made, entries: object[]) {
  const input = { key: old.key, projects: new Map([[pid, project.name]]), dryRun: false, restoreDeleted: false }
  return importLegacyRobots({ kind: 'system' }, { entries: parsedEntries(entries), ...input })
}

const fileOf = (robot: Made['works'], { claims }: OldRelease) => ({
  name: `robot$${robot.name}`,
  token: old.token(claims(robot)),
})

/** What the token service gives in the robot's project. */
async function actions({ name, project }: Made['works'], secret: string): Promise<string[]> {
  const credentials = { username: `robot$${name}`, secret }
  const scopes = [`repository:${project}/app:pull,push`]
  const { token } = await issueToken({ service: 'harbor-registry', scopes, credentials, source: {} })
  const { access } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
    access: { actions: string[] }[]
  }
  return access[0]!.actions
}

async function expectTaken(made: Made, listOf: (robot: Made['works']) => object, release: OldRelease) {
  const { project, works, leaver } = made
  const [file, other] = [fileOf(works, release), fileOf(leaver, release)]
  const imported = { kind: 'imported', project: project.name, leftOut: [], unlisted: false }
  expect(await importAll(made, [listOf(works), listOf(leaver), file, other])).toMatchObject([
    { entries: [1, 3], name: file.name, disabled: false, ...imported },
    { entries: [2, 4], name: other.name, disabled: true, ...imported },
  ])
  expect(await actions(works, file.token)).toEqual(release.actions)
  const refused = { username: other.name, secret: other.token, source: {} }
  expect(await authenticateLegacyRobot(refused)).toBeNull()
  expect(await db().robot.findMany({ where: { projectId: project.id }, orderBy: { id: 'asc' } })).toMatchObject([
    { description: 'builds', disabled: false },
    { description: 'builds', disabled: true },
  ])
  expect(await importAll(made, [listOf(works), listOf(leaver)])).toMatchObject([{ kind: 'there' }, { kind: 'there' }])
}

describe('a list and its token files', () => {
  test.each(oldReleases)('of Harbor $release', async (release) => {
    await expectTaken(await makeRobots(), release.list, release)
  })

  test.each(laterReleases)('of Harbor $release, with tokens from before', async ({ list }) => {
    await expectTaken(await makeRobots(), list, oldReleases[3]!)
  })
})

test.each(oldReleases)('a token file of Harbor $release alone is enough', async (release) => {
  const made = await makeRobots()
  const file = fileOf(made.works, release)
  expect(await importAll(made, [file])).toMatchObject([{ kind: 'imported', disabled: false, unlisted: true }])
  expect(await actions(made.works, file.token)).toEqual(release.actions)
})

test('a robot of today in a later list is none of these, and says so', async () => {
  const made = await makeRobots()
  const today = laterRobotOfToday({ id: nextId++, name: 'ci' })
  expect(await importAll(made, [today, { name: 'robot$library+ci', id: nextId++, secret: 'Secret-1' }])).toMatchObject([
    { kind: 'refused', name: 'robot$library+ci', problem: expect.stringMatching(/Harbor 2.2 or later/) },
    { kind: 'refused', name: 'robot$library+ci', problem: expect.stringMatching(/Harbor 2.2 or later/) },
  ])
})
