import { expect, test } from 'vitest'
import { setClock } from '../clock'
import { db } from '../store/db'
import { useDatabase } from '../testing/database'
import { auditOfRobot, makeMember, makeProject, makeRobot, makeUser } from '../testing/make'
import { setRobotDisabled } from './set-disabled'
import { setRobotDuration } from './set-duration'

useDatabase()

async function made() {
  const project = await makeProject()
  setClock(() => new Date('2026-03-01T12:00:00Z'))
  const { id } = await makeRobot(project, { durationDays: 30 })
  setClock(() => new Date('2026-03-20T12:00:00Z'))
  return { project, id }
}
const stored = (id: number) => db().robot.findUniqueOrThrow({ where: { id } })
const endOf = (day: string) => BigInt(Date.parse(`${day}T12:00:00Z`) / 1000)

test('the end moves, the rest stays, and the audit row tells from where to where', async () => {
  const { project, id } = await made()
  const before = await stored(id)
  await setRobotDuration(project.admin, { id, durationDays: 90, seen: 30 })
  const changed = { durationDays: 90, expiresAt: endOf('2026-05-30'), version: before.version + 1 }
  expect(await stored(id)).toEqual({ ...before, ...changed, updatedAt: new Date('2026-03-20T12:00:00Z') })
  const row = (await auditOfRobot(id)).at(-1)!
  expect(row).toMatchObject({ operation: 'robot.update', result: 'success' })
  expect(JSON.parse(row.before!)).toEqual({ durationDays: 30, expiresAt: Number(endOf('2026-03-31')) })
  expect(JSON.parse(row.after!)).toEqual({ durationDays: 90, expiresAt: Number(endOf('2026-05-30')) })
})

test('taking it back is the same the other way round; never is a duration as well', async () => {
  const { project, id } = await made()
  await setRobotDuration(project.admin, { id, durationDays: -1, seen: 30 })
  expect(await stored(id)).toMatchObject({ durationDays: -1, expiresAt: null })
  await setRobotDuration(project.admin, { id, durationDays: 30, seen: -1 })
  expect(await stored(id)).toMatchObject({ durationDays: 30, expiresAt: endOf('2026-03-31') })
})

test('another duration than was seen is stale, and nothing happens; what else was changed does not matter', async () => {
  const { project, id } = await made()
  await setRobotDisabled(project.admin, { id, disabled: true })
  await setRobotDuration(project.admin, { id, durationDays: 60, seen: 30 })
  const before = await stored(id)
  await expect(setRobotDuration(project.admin, { id, durationDays: 90, seen: 30 })).rejects.toMatchObject({
    kind: 'stale',
    reason: 'robot-changed',
  })
  expect(await stored(id)).toEqual(before)
})

test('who may only look is forbidden and on record, a stranger finds nothing, a legacy robot stays', async () => {
  const { project, id } = await made()
  const maintainer = await makeMember(project.id, 'maintainer')
  const change = { id, durationDays: 90, seen: 30 }
  await expect(setRobotDuration(maintainer, change)).rejects.toMatchObject({ kind: 'forbidden' })
  const { actor: stranger } = await makeUser()
  await expect(setRobotDuration(stranger, change)).rejects.toMatchObject({ kind: 'not-found' })
  expect((await auditOfRobot(id)).map(({ operation, result }) => `${operation} ${result}`)).toContain(
    'robot.update denied',
  )
  await db().robot.update({ where: { id }, data: { legacy: true } })
  await expect(setRobotDuration(project.admin, change)).rejects.toMatchObject({ reason: 'robot-legacy' })
  expect(await stored(id)).toMatchObject({ durationDays: 30 })
})
