import { maxDurationDays, remaining } from './expiry'
import { loginName, maxLoginNameLength } from './robot-name'
import type { RobotForm } from './robot-form'
import type { RobotRow } from './robot-row'

/** A name that follows today's rule and is as near to the old account's as can be; empty when nothing of it is left. */
export function nameOfToday(account: string, projectName: string): string {
  const room = maxLoginNameLength - loginName(projectName, '').length
  return account
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-')
    .replace(/([._-])[._-]+/g, '$1')
    .replace(/^[._-]/, '')
    .slice(0, room)
    .replace(/[._-]$/, '')
}

/**
 * The New Robot wizard's first step for a robot that takes a legacy one's place: it ends when that would, rounded up to
 * a whole day; the default stands for one that has ended.
 */
export function recreatedForm(robot: RobotRow, projectName: string, nowSeconds: number): RobotForm {
  const { name, description, expiresAt } = robot
  const left = remaining(expiresAt, nowSeconds)
  const days = Math.min(Math.ceil(((expiresAt ?? 0) - nowSeconds) / 86_400), maxDurationDays)
  return {
    name: nameOfToday(name, projectName),
    description,
    expiration: left.kind === 'never' ? 'never' : left.kind === 'expired' ? 'default' : 'days',
    days: left.kind === 'left' ? String(days) : '',
  }
}
