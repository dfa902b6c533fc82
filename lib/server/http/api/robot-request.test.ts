import { describe, expect, test } from 'vitest'
import { robotCreate } from '@/lib/domain/wire/robot'
import { askedSpec, newRobotSpec } from './robot-request'

// The sentences of what is refused are the contract's: see contract/robots.test.ts.

const pull = { resource: 'repository', action: 'pull' }
/** Where nothing is said of repositories, what that means is decided by what is held. */
const asked = (pair: object) => ({ access: [], untold: [pair] })
const places = [{ scope: 'project', project: { name: 'library' }, ...asked(pull) }]
const permissions = [{ kind: 'project', namespace: 'library', access: [pull] }]
const body = { name: 'ci', level: 'project', permissions }
const spec = {
  level: 'project',
  project: { name: 'library' },
  description: '',
  durationDays: undefined,
  disabled: false,
  grants: { places },
}
const ofSystem = { ...spec, level: 'system', project: null }
const system = { kind: 'system', namespace: '/', access: [{ resource: 'project', action: 'list' }] }

const cases: [what: string, more: object, spec: object][] = [
  ['a project’s robot lives where its permission is', {}, spec],
  [
    'fields under our names',
    { description: 'd', duration: 7, disable: true },
    { ...spec, description: 'd', durationDays: 7, disabled: true },
  ],
  ['nulls are nothing', { description: null, duration: null, disable: null }, spec],
  ['an effect says nothing', { permissions: [{ ...permissions[0], access: [{ ...pull, effect: 'allow' }] }] }, spec],
  [
    'a namespace that is no project is looked for',
    { permissions: [{ ...permissions[0], namespace: '*' }] },
    { ...spec, project: { name: '*' }, grants: { places: [{ scope: 'all-projects', ...asked(pull) }] } },
  ],
  [
    'a robot of the system has places of every kind',
    { level: 'system', permissions: [system, ...permissions, { ...permissions[0], namespace: '*' }] },
    {
      ...ofSystem,
      grants: {
        places: [
          { scope: 'system', ...asked(system.access[0]!) },
          ...places,
          { scope: 'all-projects', ...asked(pull) },
        ],
      },
    },
  ],
]

describe.each(cases)('%s', (_, more, expected) => {
  const { secret: _secret, ...edit } = robotCreate.parse({ ...body, ...more })
  test('in an update', () => expect(askedSpec(edit)).toEqual(expected))
  test('in a creation, with its name and secret', () => {
    const made = newRobotSpec({ ...edit, secret: 'Chosen-1' })
    expect(made).toEqual({ ...expected, name: 'ci', secret: 'Chosen-1' })
  })
})
