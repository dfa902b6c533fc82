import { expect, test } from 'vitest'
import type { Actor } from '../rights/actor'
import { authenticateBasic } from '../auth/basic'
import { setClock } from '../clock'
import { db } from '../store/db'
import { flushDenials } from '../rights/record-denial'
import { signedIn, callApi, useApi } from '../testing/api'
import { useDatabase } from '../testing/database'
import { makeMember, makeProject, makeRobot, makeSigner, makeSystemRobot, makeUser } from '../testing/make'
import { currentSettings } from '../settings/current'
import { updateSettings } from '../settings/update'
import { flushUses } from '../usage/note-use'
import { robotHandOff } from './hand-off'
import { refreshSecret } from './refresh-secret'
import { removeRobot } from './remove'
import { setRobotDisabled } from './set-disabled'

useDatabase()
useApi()

const noon = Date.parse('2026-06-01T12:00:00Z')
const at = (seconds: number) => setClock(() => new Date(noon + seconds * 1000))
const told = (seconds: number) => noon / 1000 + seconds
const source = { address: '10.0.0.7', client: 'skopeo/1.9.3' }
const wrong = 'hrb_wrong'

async function signIn({ name }: { name: string }, secret: string): Promise<Actor | null> {
  const header = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  const actor = await authenticateBasic(header, source)
  await flushUses('all')
  await flushDenials('ended')
  return actor
}

async function setUp() {
  at(0)
  const project = await makeProject()
  const robot = await makeRobot(project)
  return { project, robot, seen: (actor: Actor = project.admin) => robotHandOff(actor, robot.id) }
}

test('tells of no sign-in, of the first, and of none by a secret that was made since', async () => {
  const { project, robot, seen } = await setUp()
  const rest = { project: project.name, registry: { address: null, plainHttp: false, maySet: false } }
  expect(await seen()).toEqual({ ...rest, signIn: null, refusal: null, now: told(0) })
  at(8)
  expect(await signIn(robot, robot.secret)).toMatchObject({ kind: 'robot' })
  at(20)
  const used = { at: told(8), ...source }
  expect(await seen()).toEqual({ ...rest, signIn: used, refusal: null, now: told(20) })
  at(30)
  const fresh = await refreshSecret(project.admin, { id: robot.id })
  expect(await seen()).toMatchObject({ signIn: null, refusal: null })
  at(40)
  await signIn(robot, fresh!.secret)
  expect(await seen()).toMatchObject({ signIn: { at: told(40) }, refusal: null })
})

test('tells why a sign-in was refused, until one was not', async () => {
  const { project, robot, seen } = await setUp()
  const refused = (seconds: number, reason: string) => ({ at: told(seconds), address: source.address, reason })
  at(5)
  expect(await signIn(robot, wrong)).toBeNull()
  expect(await seen()).toMatchObject({ signIn: null, refusal: refused(5, 'wrong-secret') })
  at(10)
  await setRobotDisabled(project.admin, { id: robot.id, disabled: true })
  await signIn(robot, robot.secret)
  expect(await seen()).toMatchObject({ signIn: null, refusal: refused(10, 'disabled') })
  at(15)
  await setRobotDisabled(project.admin, { id: robot.id, disabled: false })
  await signIn(robot, robot.secret)
  expect(await seen()).toMatchObject({ signIn: { at: told(15) }, refusal: null })
  at(40 * 86_400)
  await signIn(robot, robot.secret)
  expect(await seen()).toMatchObject({ signIn: { at: told(15) }, refusal: { reason: 'expired' } })
  at(42 * 86_400)
  expect(await seen()).toMatchObject({ refusal: null })
})

test('what the old secret is refused for after a refresh is told, what it was before is not', async () => {
  const { project, robot, seen } = await setUp()
  at(5)
  await signIn(robot, wrong)
  at(10)
  await refreshSecret(project.admin, { id: robot.id })
  expect(await seen()).toMatchObject({ refusal: null })
  at(15)
  await signIn(robot, robot.secret)
  expect(await seen()).toMatchObject({ signIn: null, refusal: { at: told(15), reason: 'wrong-secret' } })
})

test('an address is for admins; who may not see the robot learns nothing, also once it is gone', async () => {
  const { project, robot, seen } = await setUp()
  await signIn(robot, robot.secret)
  at(5)
  await signIn(robot, wrong)
  const guest = await makeMember(project.id, 'guest')
  expect(await seen(guest)).toMatchObject({ signIn: { client: source.client, address: null } })
  expect(await seen()).toMatchObject({ signIn: { address: source.address }, refusal: { address: source.address } })
  const gone = expect.objectContaining({ kind: 'not-found' })
  for (const actor of [await makeMember(project.id, 'limitedGuest'), (await makeProject()).admin]) {
    await expect(seen(actor)).rejects.toEqual(gone)
  }
  await expect(seen({ kind: 'anonymous' })).rejects.toMatchObject({ kind: 'unauthorized' })
  await removeRobot(project.admin, robot.id)
  await expect(seen()).rejects.toEqual(gone)
})

test('a refusal is for who may read the log: a robot that may only read robots is not told', async () => {
  const { project, robot, seen } = await setUp()
  await signIn(robot, wrong)
  const reads = (...actions: string[]): Actor => ({
    kind: 'robot',
    id: robot.id,
    name: robot.name,
    grants: [
      {
        scope: 'project',
        projectId: project.id,
        access: actions.map((each) => ({ resource: each.split(':')[0]!, action: each.split(':')[1]! })),
      },
    ],
  })
  expect(await seen(reads('robot:read'))).toMatchObject({ refusal: null })
  expect(await seen(reads('robot:read', 'log:list'))).toMatchObject({ refusal: { reason: 'wrong-secret' } })
})

test('of a system robot, for system admins', async () => {
  at(0)
  const { actor } = await makeUser({ isAdmin: true })
  const robot = await makeSystemRobot(actor, { access: [{ resource: 'catalog', action: 'read' }] })
  at(3)
  await signIn(robot, wrong)
  expect(await robotHandOff(actor, robot.id)).toMatchObject({ refusal: { at: told(3), address: source.address } })
  await expect(robotHandOff((await makeProject()).admin, robot.id)).rejects.toMatchObject({ kind: 'not-found' })
})

test('asking through the API tells it in words, and does not keep a session alive when it says so', async () => {
  const { project, robot } = await setUp()
  const signer = await makeSigner({ role: 'projectAdmin', projectId: project.id })
  const as = await signedIn({ id: signer.id, name: signer.username })
  await signIn(robot, wrong)
  at(300)
  const sessionOf = () => db().session.findFirstOrThrow({ where: { userId: signer.id } })
  const before = await sessionOf()
  const path = `/robots/${robot.id}/hand-off`
  const quiet = { 'X-Harbor-No-Session-Renewal': 'true' }
  const answer = await callApi('GET', path, { as: { ...as, ...quiet } })
  expect(answer.body).toEqual({
    project: project.name,
    registry: { address: null, plain_http: false, may_set: false },
    sign_in: null,
    refusal: { time: '2026-06-01T12:00:00.000Z', address: source.address, reason: 'wrong-secret' },
    time: '2026-06-01T12:05:00.000Z',
  })
  expect(await sessionOf()).toEqual(before)
  await callApi('GET', path, { as })
  expect((await sessionOf()).expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime())
})

test('tells where the registry is, once somebody has said so, and who may', async () => {
  const { seen } = await setUp()
  const { actor } = await makeUser({ isAdmin: true })
  const { registryAddress: before } = await currentSettings()
  expect(before).toBeNull()
  await updateSettings(actor, { changes: { registryAddress: 'http://registry.example:5000' } })
  expect(await seen()).toMatchObject({ registry: { address: 'registry.example:5000', plainHttp: true, maySet: false } })
  expect(await seen(actor)).toMatchObject({ registry: { maySet: true } })
})
