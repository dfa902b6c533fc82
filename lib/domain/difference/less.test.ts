import { describe, expect, test } from 'vitest'
import { matchesRepositories } from '../patterns/repository-patterns'
import { patternsFor } from '../patterns/seen-patterns'
import { lessAccess, type Seen } from './less-access'
import { lessDifference, lessPlaces, type HeldPlaces } from './less-proposal'

const [pull, push, remove] = ['repository:pull', 'repository:push', 'repository:delete']
const seen = (name: string, counts: Partial<Seen> = {}): Seen => ({ name, pulls: 0, pushes: 0, deletes: 0, ...counts })
const pulled = (name: string) => seen(name, { pulls: 1 })
const names = (count: number, stem: string) => Array.from({ length: count }, (_, index) => `${stem}${index}`)

describe('patterns for what was seen', () => {
  test.each<[string, string[], string | null]>([
    ['each by its name', ['b', 'a/x'], 'a/x b'],
    ['up to twenty below a path', names(20, 'app/x'), names(20, 'app/x').sort().join(' ')],
    ['beyond, the path', [...names(21, 'app/x'), 'base'], 'app/** base'],
    ['the deepest path that is crowded', [...names(21, 'a/b/x'), 'a/c'], 'a/b/** a/c'],
    ['paths, where names would be too many', [...names(20, 'a/x'), ...names(20, 'b/x'), ...names(20, 'c/x')], null],
    ['none, where even these are', names(51, 'x'), null],
    ['none, where a name is longer than a pattern', ['x'.repeat(201)], null],
  ])('%s', (label, repositories, text) => {
    const found = patternsFor(repositories)
    if (label.startsWith('paths')) expect(found!.split(' ').length).toBeLessThanOrEqual(50)
    else expect(found).toBe(text)
    if (found !== null) for (const each of repositories) expect(matchesRepositories(found, each)).toBe(true)
  })
})

describe('less in a place', () => {
  test.each<[string, string[], Seen[], string[]]>([
    ['what was never used goes', [pull, push, remove], [pulled('app')], [`[app]${pull}`]],
    [
      'each narrowed to where it was used',
      [pull, push, remove],
      [pulled('base'), seen('app', { pushes: 2 })],
      [`[app base]${pull}`, `[app]${push}`],
    ],
    [
      'who pushes or deletes also pulls',
      [pull, remove],
      [seen('app', { deletes: 1 })],
      [`[app]${remove}`, `[app]${pull}`],
    ],
    ['what is not counted stays', ['tag:list', pull, push], [], ['tag:list']],
    ['nothing seen, nothing left', [pull], [], []],
    ['narrowed already as it was used', [`[app]${pull}`], [pulled('app')], [`[app]${pull}`]],
    ['narrowed further', [`[app/**]${pull}`], [pulled('app/x')], [`[app/x]${pull}`]],
    [
      'what was seen outside of what it holds is left out',
      [`[app/*]${pull}`],
      [pulled('app/x'), pulled('b')],
      [`[app/x]${pull}`],
    ],
    ['never wider than it was', [`[app/*]${pull}`], names(21, 'app/x').map(pulled), [`[app/*]${pull}`]],
    [
      'not wider on one side for less on the other',
      [`[app/x* base]${pull}`],
      names(21, 'app/x').map(pulled),
      [`[app/x* base]${pull}`],
    ],
    ['too many to narrow to', [pull, push], names(51, 'x').map(pulled), [pull]],
    [
      'pushes that reach as far as all pulls',
      [pull, push],
      names(25, 'a/x').map((name) => seen(name, { pushes: 1 })),
      [`[a/**]${pull}`, `[a/**]${push}`],
    ],
  ])('%s', (_, held, used, less) => expect(lessAccess(held, used)).toEqual([...less].sort()))
})

describe('less of a robot', () => {
  const none: HeldPlaces = { home: null, system: [], allProjects: [], projects: new Map() }
  const home = (access: string[]): HeldPlaces => ({ ...none, home: { name: 'p', access } })
  const at = (...used: [string, Seen][]) =>
    new Map(used.map(([project]) => [project, used.filter(([name]) => name === project).map(([, each]) => each)]))

  test('of a project looks at that project alone', () => {
    const less = lessPlaces(home([pull, push]), at(['p', pulled('app')], ['other', seen('app', { pushes: 9 })]))
    expect(less).toMatchObject({ places: { access: [`[app]${pull}`] } })
  })

  test('of all projects needs only those that were seen', () => {
    const held = { ...none, system: ['catalog:read'], allProjects: [pull, push] }
    const less = lessPlaces(held, at(['p', pulled('app')], ['q', pulled('x')], ['p', seen('b', { pushes: 1 })]))
    if (!('places' in less)) throw new Error('there is less')
    expect(less.places).toEqual({
      access: ['catalog:read'],
      allProjects: null,
      projects: new Map([
        ['p', [`[app b]${pull}`, `[b]${push}`]],
        ['q', [`[x]${pull}`]],
      ]),
    })
    expect(lessDifference(held, less.places).places).toMatchObject([
      { where: 'all-projects', covered: 'lost' },
      { where: { count: 1 }, covered: 'gained' },
      { where: { count: 1 }, covered: 'gained' },
    ])
  })

  test('keeps all projects where something that is not counted may be used in any of them', () => {
    const less = lessPlaces(
      { ...none, allProjects: [pull, push, 'tag:list'] },
      at(['p', pulled('app')], ['q', pulled('x')]),
    )
    expect(less).toMatchObject({ places: { allProjects: [`[app x]${pull}`, 'tag:list'], projects: new Map() } })
  })

  test('of single projects leaves out those that were not seen, but not what is not counted there', () => {
    const projects = new Map([
      ['p', [pull, push]],
      ['q', [pull]],
      ['r', [pull, 'tag:list']],
    ])
    const held = { ...none, projects }
    const less = lessPlaces(held, at(['p', pulled('app')]))
    if (!('places' in less)) throw new Error('there is less')
    expect(less.places.projects).toEqual(
      new Map([
        ['p', [`[app]${pull}`]],
        ['r', ['tag:list']],
      ]),
    )
    expect(lessDifference(held, less.places).places).toHaveLength(3)
  })

  test.each<[string, HeldPlaces, string]>([
    ['nothing would be left', home([pull, push]), 'unused'],
    ['nothing is counted', home(['tag:list']), 'apiOnly'],
    ['all projects and single ones', { ...none, allProjects: [pull], projects: new Map([['p', [push]]]) }, 'both'],
  ])('none: %s', (_, held, reason) => expect(lessPlaces(held, at(['other', pulled('x')]))).toEqual({ none: reason }))
})
