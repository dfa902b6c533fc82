import { describe, expect, test } from 'vitest'
import { createRobotInput, updateRobotInput } from './robot-schema'
import { robotSpec } from './robot-spec'

const pull = { resource: 'repository', action: 'pull' }
const list = { resource: 'project', action: 'list' }
const home = { name: 'library' }
const selection = { overrides: [{ access: [pull], projects: [1, 2] }], unselected: [3] }
const sent = { overrides: [{ access: ['repository:pull'], projects: [1, 2] }], unselected: [3] }

const inProject = { level: 'project', project: 'library', description: 'builds', access: ['repository:pull'] }
const ofProject = {
  level: 'project',
  project: home,
  description: 'builds',
  grants: { places: [{ scope: 'project', project: home, access: [pull] }] },
}
const inSystem = { level: 'system', description: '', systemAccess: ['project:list'] }
const ofSystem = { level: 'system', project: null, description: '' }
const system = { scope: 'system', access: [list] }

const cases: [what: string, form: object, spec: object][] = [
  ['a project’s robot is in its project alone', inProject, ofProject],
  ['its duration stands for itself', { ...inProject, durationDays: -1 }, { ...ofProject, durationDays: -1 }],
  [
    'all projects are a place',
    { ...inSystem, projects: { kind: 'all', access: ['repository:pull'] } },
    { ...ofSystem, grants: { places: [system, { scope: 'all-projects', access: [pull] }] } },
  ],
  [
    'thousands of projects stay a selection',
    { ...inSystem, projects: { kind: 'selected', selection: sent } },
    { ...ofSystem, grants: { places: [system], selection } },
  ],
  [
    'no permission in the system is no place',
    { ...inSystem, systemAccess: [], projects: { kind: 'selected', selection: { overrides: [], unselected: [] } } },
    { ...ofSystem, grants: { places: [], selection: { overrides: [], unselected: [] } } },
  ],
]

describe.each(cases)('%s', (_, form, spec) => {
  test('in a new robot', () => {
    expect(robotSpec(createRobotInput.parse({ ...form, name: 'ci' }))).toEqual({ ...spec, name: 'ci' })
  })
  test('in an edit', () => {
    expect(robotSpec(updateRobotInput.parse({ ...form, id: 7, version: 2 }))).toEqual({ ...spec, id: 7, version: 2 })
  })
})
