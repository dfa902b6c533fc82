import { describe, expect, test } from 'vitest'
import { accessKey } from '../permissions/access'
import { refreshSecretInput } from '../secrets/robot-secret'
import { chosenSecretForm } from './robot-form'
import { createRobotInput, durationDays, updateRobotInput } from './robot-schema'

const inProject = { level: 'project', project: 'library', description: '', access: ['repository:pull'] }
const none = { kind: 'selected', selection: { overrides: [], unselected: [] } }
const inSystem = { level: 'system', description: '', systemAccess: ['project:create'], projects: none }

/** What is said of a new robot and of an edit, which share their rules. */
function messages(form: object): string[] {
  const said = [
    createRobotInput.safeParse({ ...form, name: 'ci' }),
    updateRobotInput.safeParse({ ...form, id: 1, version: 1 }),
  ]
  const [ofNew, ofEdit] = said.map(({ error }) =>
    (error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`),
  )
  expect(ofEdit).toEqual(ofNew)
  return ofNew!
}

describe('a project robot', () => {
  test.each([
    [{}, []],
    [{ durationDays: 30 }, []],
    [{ description: 'x'.repeat(1025) }, ['description: description']],
    [{ description: 'a\0b' }, ['description: description']],
    [{ durationDays: 0 }, ['durationDays: expiration']],
    [{ access: [] }, ['access: permissions']],
    [{ access: ['repository:push'] }, ['access: pushNeedsPull']],
    [{ access: ['repository:pull', 'repository:push'] }, []],
    [{ access: ['robot:update'] }, ['access: permissionUnknown']],
    [{ access: ['[app/*]repository:pull'] }, []],
    [{ access: ['[app/*]repository:pull+repository:push+tag:create'] }, []],
    [{ access: ['[**]repository:pull'] }, []],
    [{ access: ['[app/*]project:read'] }, ['access: patternsProjectWide']],
    [{ access: ['[app/*]robot:update'] }, ['access: permissionUnknown']],
    [{ access: ['[app/*]repository:'] }, ['access: permissionUnknown']],
    [{ access: ['[]repository:pull'] }, ['access: patterns']],
    [{ access: ['[app//x]repository:pull'] }, ['access: patterns']],
    [{ access: ['[App]repository:pull'] }, ['access: patterns']],
    [{ access: ['[!app]repository:pull'] }, ['access: patterns']],
    [{ access: [`[${'a'.repeat(201)}]repository:pull`] }, ['access: patterns']],
    [{ access: Array.from({ length: 21 }, (_, at) => `[a${at}]repository:pull`) }, ['access: patterns']],
    [{ access: ['[app/*]repository:push'] }, ['access: pushNeedsPull']],
    [{ access: ['[app/*]repository:push', '[app/**]repository:pull'] }, []],
    [{ access: ['[app/**]repository:push', '[app/*]repository:pull'] }, ['access: pushNeedsPull']],
    [{ access: ['repository:push', '[app/**]repository:pull'] }, ['access: pushNeedsPull']],
    [{ access: ['[app/**]repository:push', 'repository:pull'] }, []],
    [{ access: ['repository'] }, ['access: permissionUnknown']],
  ])('%j', (change, expected) => {
    expect(messages({ ...inProject, ...change })).toEqual(expected)
  })

  test.each([
    null,
    1,
    [],
    'x',
    { ...inProject, access: [{}] },
    { ...inProject, project: '' },
    { ...inProject, level: '' },
  ])('%j is refused', (value) => {
    const named = typeof value === 'object' && value ? { ...value, name: 'ci' } : value
    expect(createRobotInput.safeParse(named).success).toBe(false)
  })

  test('a name has its rule', () => {
    const { error } = createRobotInput.safeParse({ ...inProject, name: 'Bad Name!' })
    expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([[['name'], 'name']])
  })
})

test('patterns in any order are what they are when sorted', () => {
  const access = ['[b a b]repository:pull', '[**]tag:list', '[a]tag:create', 'tag:create']
  const { grants } = createRobotInput.parse({ ...inProject, name: 'ci', access })
  expect(grants.places[0]!.access.map(accessKey)).toEqual(['[a b]repository:pull', 'tag:list', 'tag:create'])
})

describe('a robot of the system', () => {
  const selected = (selection: object) => ({
    projects: { kind: 'selected', selection: { overrides: [], unselected: [], ...selection } },
  })
  const named = (...access: string[]) => selected({ overrides: [{ access, projects: [1, 2] }] })
  const all = (...access: string[]) => ({ projects: { kind: 'all', access } })

  test.each<[string, object, string[]]>([
    ['system permissions alone', {}, []],
    ['all projects', all('repository:pull'), []],
    ['a base', selected({ base: ['repository:pull', 'repository:push'] }), []],
    ['named projects', named('tag:list'), []],
    ['all projects without a permission', all(), ['projects: permissions']],
    ['a project without a permission', named(), ['projects: permissions']],
    ['an empty base', selected({ base: [] }), ['projects: permissions']],
    ['push without pull for all', all('repository:push'), ['projects: pushNeedsPull']],
    ['push without pull in one project', named('repository:push'), ['projects: pushNeedsPull']],
    ['a project permission for the system', { systemAccess: ['repository:pull'] }, ['systemAccess: permissionUnknown']],
    ['editing robots', { systemAccess: ['robot:update'] }, ['systemAccess: permissionUnknown']],
    ['a system permission for a project', selected({ base: ['catalog:read'] }), ['projects: permissionUnknown']],
  ])('%s', (_, change, expected) => expect(messages({ ...inSystem, ...change })).toEqual(expected))
})

test.each([
  [-1, true],
  [1, true],
  [2_147_483_646, true],
  [2_147_483_647, false],
  [0, false],
  [-2, false],
  [1.5, false],
  [NaN, false],
  [Infinity, false],
  ['30', false],
])('a duration of %s days is legal: %s', (days, legal) => {
  expect(durationDays.safeParse(days).success).toBe(legal)
})

test.each([
  ['Abcdefg1', true],
  ['Abcdef1', false],
  ['abcdefg1', false],
  ['ABCDEFG1', false],
  ['Abcdefgh', false],
  ['Aa1' + 'x'.repeat(125), true],
  ['Aa1' + 'x'.repeat(126), false],
  ['Aa1' + 'é'.repeat(63), false],
  ['Abcdefg 1', false],
])('the secret %j is legal: %s', (secret, legal) => {
  expect(refreshSecretInput.safeParse({ id: 1, secret }).success).toBe(legal)
  expect(createRobotInput.safeParse({ ...inProject, name: 'ci', secret }).success).toBe(legal)
  expect(createRobotInput.safeParse({ ...inSystem, name: 'ci', secret }).success).toBe(legal)
})

test('a secret typed twice must be the same', () => {
  const typed = (secret: string, confirmation: string) =>
    chosenSecretForm
      .safeParse({ secret, confirmation })
      .error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`)
  expect(typed('Abcdefg1', 'Abcdefg1')).toBeUndefined()
  expect(typed('Abcdefg1', 'Abcdefg2')).toEqual(['confirmation: secretMismatch'])
})

const pull = { resource: 'repository', action: 'pull' }
const list = { resource: 'project', action: 'list' }
const home = { name: 'library' }
const selection = { overrides: [{ access: [pull], projects: [1, 2] }], unselected: [3] }
const sent = { overrides: [{ access: ['repository:pull'], projects: [1, 2] }], unselected: [3] }

const oneProject = { level: 'project', project: 'library', description: 'builds', access: ['repository:pull'] }
const ofProject = {
  level: 'project',
  project: home,
  description: 'builds',
  grants: { places: [{ scope: 'project', project: home, access: [pull] }] },
}
const wholeSystem = { level: 'system', description: '', systemAccess: ['project:list'] }
const ofSystem = { level: 'system', project: null, description: '' }
const system = { scope: 'system', access: [list] }

const cases: [what: string, form: object, spec: object][] = [
  ['a project’s robot is in its project alone', oneProject, ofProject],
  ['its duration stands for itself', { ...oneProject, durationDays: -1 }, { ...ofProject, durationDays: -1 }],
  [
    'all projects are a place',
    { ...wholeSystem, projects: { kind: 'all', access: ['repository:pull'] } },
    { ...ofSystem, grants: { places: [system, { scope: 'all-projects', access: [pull] }] } },
  ],
  [
    'thousands of projects stay a selection',
    { ...wholeSystem, projects: { kind: 'selected', selection: sent } },
    { ...ofSystem, grants: { places: [system], selection } },
  ],
  [
    'no permission in the system is no place',
    { ...wholeSystem, systemAccess: [], projects: { kind: 'selected', selection: { overrides: [], unselected: [] } } },
    { ...ofSystem, grants: { places: [], selection: { overrides: [], unselected: [] } } },
  ],
]

describe.each(cases)('what a form asks for: %s', (_, form, spec) => {
  test('in a new robot', () => {
    expect(createRobotInput.parse({ ...form, name: 'ci' })).toEqual({ ...spec, name: 'ci' })
  })
  test('in an edit', () => {
    expect(updateRobotInput.parse({ ...form, id: 7, version: 2 })).toEqual({ ...spec, id: 7, version: 2 })
  })
})
