import 'server-only'
import type { FirstSteps } from '@/lib/domain/projects/first-steps'
import type { Actor } from '../rights/actor'
import { rightsIn } from '../rights/authorize'
import { now } from '../clock'
import { env } from '../env'
import { db } from '../store/db'
import { heardOfRegistry } from './about'

const youthMs = 30 * 24 * 60 * 60 * 1000

/**
 * How far a new system has been set up, for its system admins. Null for everybody else, when all is done, and of a system
 * older than 30 days: whoever runs one without a step needs no reminder of it.
 */
export async function firstSteps(actor: Actor): Promise<FirstSteps | null> {
  if (actor.kind !== 'user') return null
  const [first, { role }] = await Promise.all([
    db().user.findFirst({ orderBy: { id: 'asc' }, select: { createdAt: true } }),
    rightsIn(db(), actor, { kind: 'system' }),
  ])
  if (role !== 'systemAdmin' || !first || now().getTime() - first.createdAt.getTime() > youthMs) return null
  const [robot, registry, password] = await Promise.all([
    db().robot.findFirst({ select: { id: true } }),
    heardOfRegistry(),
    db().auditEvent.findFirst({
      where: { resourceType: 'user', resourceId: actor.id, operation: 'user.change-password', result: 'success' },
      select: { id: true },
    }),
  ])
  const steps = {
    registry: env().REGISTRY_URL !== undefined || registry.lastSignIn !== null || registry.lastNotification !== null,
    address: registry.address !== null,
    robot: robot !== null,
    signIn: registry.lastSignIn !== null,
    password: password !== null,
  }
  return Object.values(steps).every(Boolean) ? null : steps
}
