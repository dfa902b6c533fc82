import { expect, test } from 'vitest'
import { robotCondition, type RobotCondition, type RobotFilter } from './robot-filter'

const now = 1_800_000_000
const day = 86_400

test.each<[RobotFilter, RobotCondition]>([
  ['unused-30', { kind: 'unused-since', since: now - 30 * day }],
  ['unused-90', { kind: 'unused-since', since: now - 90 * day }],
  ['never-used', { kind: 'never-used' }],
  ['expires-7', { kind: 'ends', after: now, until: now + 7 * day }],
  ['expires-30', { kind: 'ends', after: now, until: now + 30 * day }],
  ['expired', { kind: 'ends', after: null, until: now }],
  ['disabled', { kind: 'disabled' }],
])('%s', (filter, condition) => expect(robotCondition(filter, now)).toEqual(condition))
