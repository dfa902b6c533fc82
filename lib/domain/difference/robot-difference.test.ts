import { describe, expect, test } from 'vitest'
import { auditedDifference } from '../audit/audited-difference'
import {
  changesFrom,
  heldSelection,
  resetAccess,
  selectAll,
  setAccess,
  setSelected,
} from '../permissions/project-selection'
import { isSame, robotDifference, widens, type RobotState } from './robot-difference'
import { droppedProjects, selectionDifference } from './selection-difference'

const [pull, push, remove] = ['repository:pull', 'repository:push', 'repository:delete']
const day = 86_400
const at = 1_800_000_000

describe('one robot', () => {
  test.each<[string, RobotState, RobotState, object, boolean]>([
    [
      'permissions',
      { home: [pull, remove] },
      { home: [pull, push] },
      { places: [{ where: 'home', added: [{ keys: [push] }], removed: [{ keys: [remove] }] }] },
      true,
    ],
    [
      'less of the system',
      { system: ['catalog:read'] },
      { system: [] },
      { places: [{ where: 'system', added: [], removed: [{ keys: ['catalog:read'] }] }] },
      false,
    ],
    [
      'all projects, newly',
      { allProjects: [] },
      { allProjects: [pull] },
      { places: [{ where: 'all-projects', covered: 'gained', added: [{ keys: [pull] }] }] },
      true,
    ],
    [
      'no longer all projects',
      { allProjects: [pull] },
      { allProjects: [] },
      { places: [{ where: 'all-projects', covered: 'lost' }] },
      false,
    ],
    [
      'more in all projects',
      { allProjects: [pull] },
      { allProjects: [pull, push] },
      { places: [{ where: 'all-projects', covered: undefined, added: [{ keys: [push] }] }] },
      true,
    ],
    ['earlier', { expiresAt: at }, { expiresAt: at - 30 * day }, { expiry: { kind: 'earlier', days: 30 } }, false],
    ['later', { expiresAt: at }, { expiresAt: at + day }, { expiry: { kind: 'later', days: 1, at: at + day } }, true],
    ['never', { expiresAt: at }, { expiresAt: null }, { expiry: { kind: 'never' } }, true],
    ['no longer never', { expiresAt: null }, { expiresAt: at }, { expiry: { kind: 'ends', at } }, false],
    [
      'beyond any calendar',
      { expiresAt: at },
      { expiresAt: 2 ** 50 },
      { expiry: { kind: 'later', at: 2 ** 50 } },
      true,
    ],
    ['disabled', { disabled: false }, { disabled: true }, { state: 'disabled' }, false],
    ['enabled', { disabled: true }, { disabled: false }, { state: 'enabled' }, true],
    ['description', { description: 'a' }, { description: 'b' }, { description: true, places: [] }, false],
    [
      'a narrowed permission',
      { home: [pull] },
      { home: [pull, `[app/*]${push}`] },
      { places: [{ added: [{ keys: [push], repositories: 'app/*' }], bounds: [] }] },
      true,
    ],
    [
      'narrowed',
      { home: [pull, push] },
      { home: [pull, `[app/* base]${push}`] },
      { places: [{ added: [], bounds: [{ keys: [push], from: [], to: ['app/* base'], kind: 'narrowed' }] }] },
      false,
    ],
    [
      'narrowed further, packed',
      { home: [`[app/**]${pull}+${push}`] },
      { home: [`[app/*]${pull}+${push}`] },
      { places: [{ bounds: [{ keys: [pull, push], kind: 'narrowed' }] }] },
      false,
    ],
    [
      'widened to all',
      { home: [`[app/*]${pull}`] },
      { home: [pull] },
      { places: [{ bounds: [{ to: [], kind: 'widened' }] }] },
      true,
    ],
    [
      'moved elsewhere',
      { home: [`[app/*]${pull}`] },
      { home: [`[base]${pull}`] },
      { places: [{ bounds: [{ kind: 'moved' }] }] },
      true,
    ],
    [
      'a further group',
      { home: [`[app/*]${pull}`] },
      { home: [`[app/*]${pull}`, `[base]${pull}`] },
      { places: [{ bounds: [{ from: ['app/*'], to: ['app/*', 'base'], kind: 'widened' }] }] },
      true,
    ],
  ])('%s', (_, before, after, told, wider) => {
    const difference = robotDifference(before, after)
    expect(difference).toMatchObject(told)
    expect(widens(difference)).toBe(wider)
    expect(isSame(difference)).toBe(false)
    expect(isSame(robotDifference(after, after))).toBe(true)
  })
})

describe('a selection of projects', () => {
  const held = [
    { access: [pull], projects: [1, 2, 3, 4, 5, 6, 7] },
    { access: [pull, push], projects: [8, 9] },
  ]
  const of = (selection: ReturnType<typeof heldSelection>, total = 20) =>
    robotDifference({}, {}, selectionDifference(held, changesFrom(held, selection), total)).places

  test('that stays is no difference', () => expect(of(heldSelection(held))).toEqual([]))

  test('tells what was added, taken out and changed alike, what allows more first', () => {
    let selection = setSelected(heldSelection(held), [1, 2, 3, 4, 5, 6], false)
    selection = setAccess(setAccess(selection, 8, [pull]), 9, [pull])
    selection = setSelected(setAccess(selection, 12, [push, pull]), [12], true)
    expect(of(selection)).toMatchObject([
      { where: { count: 1, some: [{ id: 12 }] }, covered: 'gained', added: [{ keys: [pull, push] }] },
      { where: { count: 6, some: [1, 2, 3, 4, 5].map((id) => ({ id })) }, covered: 'lost' },
      { where: { count: 2 }, covered: undefined, added: [], removed: [{ keys: [push] }] },
    ])
  })

  test('of all there are is told with the number of those that nobody has looked at', () => {
    const all = selectAll(resetAccess(heldSelection(held), [pull]), 20)
    expect(of(setSelected(all, [1, 15], false))).toMatchObject([
      { where: { count: 20 - 9 - 1, some: [] }, covered: 'gained' },
      { where: { count: 2, some: [{ id: 8 }, { id: 9 }] }, removed: [{ keys: [push] }] },
      { where: { count: 1, some: [{ id: 1 }] }, covered: 'lost' },
    ])
  })

  test('gives way to all projects', () => {
    expect(robotDifference({}, {}, droppedProjects(held)).places).toMatchObject([
      { where: { count: 7 }, covered: 'lost' },
      { where: { count: 2 }, covered: 'lost' },
    ])
  })

  test('is bounded, however many kinds of change there are', () => {
    const many = Array.from({ length: 40 }, (_, id) => ({
      access: [`x${id}:read`],
      projects: [id * 2 + 1, id * 2 + 2],
    }))
    const { places, others } = robotDifference({}, {}, droppedProjects(many))
    expect(places).toHaveLength(5)
    expect(others).toEqual({ count: 70, wider: false })
  })

  test('of 5,000 projects takes no time', () => {
    const wide = [{ access: [pull], projects: Array.from({ length: 5_000 }, (_, id) => id + 1) }]
    const start = process.cpuUsage()
    const selection = setSelected(heldSelection(wide), wide[0]!.projects.slice(0, 2_500), false)
    const [only] = selectionDifference(wide, changesFrom(wide, selection), 5_000)
    expect(only).toMatchObject({ before: [pull], after: null, count: 2_500 })
    expect(process.cpuUsage(start).user).toBeLessThan(500_000)
  })
})

describe('what the log has kept', () => {
  const list = (items: string[], more?: number) => ({ items, kept: 1, ...(more && { more }) })

  test('tells the same as the edit did', () => {
    const { difference, partial } = auditedDifference([
      { field: 'access', before: list([remove]), after: list([push]) },
      { field: 'expiresAt', before: at, after: at - 30 * day },
      { field: 'durationDays', before: 60, after: 30 },
    ])
    expect(partial).toBe(false)
    expect(difference).toEqual(
      robotDifference({ home: [pull, remove], expiresAt: at }, { home: [pull, push], expiresAt: at - 30 * day }),
    )
  })

  test('finds projects behind their lists', () => {
    const { difference } = auditedDifference([
      {
        field: 'projects',
        before: list(['a, b: repository:pull', 'c: repository:pull,push']),
        after: list(['b, d: repository:pull,push', 'c: [app/*]repository:pull+repository:push']),
      },
    ])
    expect(difference.places).toMatchObject([
      { where: { count: 1, some: [{ name: 'b' }] }, added: [{ keys: [push] }] },
      { where: { count: 1, some: [{ name: 'd' }] }, covered: 'gained' },
      { where: { count: 1, some: [{ name: 'a' }] }, covered: 'lost' },
      { where: { count: 1, some: [{ name: 'c' }] }, bounds: [{ kind: 'narrowed' }] },
    ])
  })

  test('says that it is not all where an event was cut, and guesses nothing', () => {
    const cut = auditedDifference([
      { field: 'projects', before: list(['a, b: repository:pull'], 5), after: list(['b, c: repository:push']) },
      { field: 'access', before: list([]), after: list(['[app/* bas…']) },
    ])
    expect(cut.partial).toBe(true)
    // Of c it is not known whether it is new.
    expect(cut.difference.places).toMatchObject([
      { where: { count: 1, some: [{ name: 'b' }] } },
      { where: { count: 1, some: [{ name: 'a' }] }, covered: 'lost' },
    ])
  })

  test('has the groups of so many projects that it cannot name them', () => {
    const alike = {
      groups: [{ before: null, after: 'repository:pull', count: 990, some: ['a', 'b'] }],
      others: { count: 10, wider: false },
    }
    const { difference, partial } = auditedDifference([
      { field: 'projects', before: list([]), after: { ...list(['a: repository:pull'], 989), alike } },
    ])
    expect(partial).toBe(false)
    expect(difference).toMatchObject({
      places: [{ where: { count: 990, some: [{ name: 'a' }, { name: 'b' }] }, covered: 'gained' }],
      others: alike.others,
    })
  })

  test.each([[[]], [[{ field: 'projects', after: 'x' }]], [[{ field: 'access', before: null, after: ['x'] }]]])(
    'of anything else tells what it can: %j',
    (changes) => expect(auditedDifference(changes).partial).toBe(false),
  )
})
