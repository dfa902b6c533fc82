import 'server-only'
import type { LastUse } from '@/lib/domain/secrets/robot-activity'
import type { RobotHandOff } from '@/lib/domain/secrets/robot-hand-off'
import { lastRefusal } from '../audit/last-refusal'
import { nowSeconds } from '../clock'
import type { Actor } from '../rights/actor'
import { rightsIn, theSystem, type Rights } from '../rights/authorize'
import { registryAddress } from '../settings/registry-address'
import { db } from '../store/db'
import { readableRobot, seesAddresses, toLastUse } from './find'

const secondsPerDay = 86_400

/**
 * Whether a robot's newest secret works, for who waits for its first sign-in and asks again and again: three reads by
 * index. *Not found* when the actor may not see the robot; what was refused is for who may read its log.
 */
export async function robotHandOff(actor: Actor, id: number): Promise<RobotHandOff> {
  const { robot, rights } = await readableRobot(actor, id)
  const select = { createdAt: true, lastUsedAt: true, lastUsedAddress: true, lastUsedClient: true }
  const secret = await db().robotSecret.findFirst({
    where: { robotId: id, endedAt: null },
    orderBy: { id: 'desc' },
    select,
  })
  const signIn = toLastUse(secret ?? robot, rights)
  const now = nowSeconds()
  const refusal = mayReadLog(rights, robot.project !== null)
    ? await lastRefusal(id, refusedSince(now, secret?.createdAt, signIn), seesAddresses(rights))
    : null
  return { project: robot.project?.name ?? null, registry: await registryFor(actor), signIn, refusal, now }
}

async function registryFor(actor: Actor): Promise<RobotHandOff['registry']> {
  const registry = await registryAddress()
  const { may } = await rightsIn(db(), actor, theSystem.scope)
  return {
    address: registry?.host ?? null,
    plainHttp: registry?.plainHttp ?? false,
    maySet: may('configuration:update'),
  }
}

const mayReadLog = ({ may }: Rights, inProject: boolean): boolean => may(inProject ? 'log:list' : 'audit-log:list')

/** A use is known to the second only: what was refused within it may have been before. */
function refusedSince(now: number, createdAt: Date | undefined, signIn: LastUse | null): Date {
  const [created, used] = [createdAt?.getTime() ?? 0, signIn ? (signIn.at + 1) * 1000 : 0]
  return new Date(Math.max(created, used, (now - secondsPerDay) * 1000))
}
