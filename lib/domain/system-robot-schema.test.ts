import { expect, test } from 'vitest'
import { createSystemRobotInput } from './system-robot-schema'

const robot = {
  name: 'deployer',
  systemAccess: ['project:create'],
  projects: { kind: 'selected', selection: { overrides: [], unselected: [] } },
}
const issues = (changes: object) =>
  createSystemRobotInput.safeParse({ ...robot, ...changes }).error?.issues.map(({ message }) => message)
const selected = (selection: object) => ({
  projects: { kind: 'selected', selection: { overrides: [], unselected: [], ...selection } },
})

test.each([
  ['system permissions alone', {}],
  ['all projects', { projects: { kind: 'all', access: ['repository:pull'] } }],
  ['a base', selected({ base: ['repository:pull', 'repository:push'] })],
  ['named projects', selected({ overrides: [{ access: ['tag:list'], projects: [1, 2] }] })],
])('accepts %s', (_, changes) => expect(issues(changes)).toBeUndefined())

test.each([
  ['all projects without a permission', { projects: { kind: 'all', access: [] } }, 'permissions'],
  ['a project without a permission', selected({ overrides: [{ access: [], projects: [1] }] }), 'permissions'],
  ['an empty base', selected({ base: [] }), 'permissions'],
  ['push without pull for all', { projects: { kind: 'all', access: ['repository:push'] } }, 'pushNeedsPull'],
  [
    'push without pull in one project',
    selected({ overrides: [{ access: ['repository:push'], projects: [1] }] }),
    'pushNeedsPull',
  ],
  ['a project permission for the system', { systemAccess: ['repository:pull'] }, 'permissionUnknown'],
  ['editing robots', { systemAccess: ['robot:update'] }, 'permissionUnknown'],
  ['a system permission for a project', selected({ base: ['catalog:read'] }), 'permissionUnknown'],
])('refuses %s', (_, changes, message) => expect(issues(changes)).toContain(message))
