import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAccessKey } from '../permissions/access'
import { pushLacksPull } from '../permissions/access-groups'
import { isGrantable, permissionCatalog } from '../permissions/permission-catalog'
import {
  builtInPresetOf,
  builtInPresets,
  isReservedPresetName,
  presetAccess,
  presetNameKey,
  type BuiltInPreset,
} from './permission-preset'

const levels = ['project', 'system'] as const
const everyPair = (level: 'system' | 'project', ...only: string[]) =>
  [...new Set(permissionCatalog[level].map(({ resource }) => resource))].sort().flatMap((resource) => {
    const actions = permissionCatalog[level].filter((each) => each.resource === resource).map(({ action }) => action)
    const kept = actions.filter((action) => only.length === 0 || only.includes(action))
    return kept.length > 0 ? [`${resource}: ${kept.join(', ')}`] : []
  })

/** Written by hand: what each preset gives in the system, and in each project. */
const expected: Record<BuiltInPreset, { name: string; system: string[]; project: string[] }> = {
  pull: { name: 'Pull', system: [], project: ['repository: pull'] },
  pullPush: { name: 'Pull and push', system: [], project: ['repository: pull, push'] },
  ci: {
    name: 'CI with clean-up',
    system: [],
    project: [
      'artifact: delete, list, read',
      'repository: delete, list, pull, push, read',
      'tag: create, delete, list',
    ],
  },
  helm: {
    name: 'Helm charts',
    system: [],
    project: ['helm-chart: read', 'helm-chart-version: create', 'repository: pull, push'],
  },
  scanner: {
    name: 'Scanner',
    system: ['catalog: read', 'project: list', 'scanner: list, read'],
    project: [
      'accessory: list',
      'artifact: list, read',
      'artifact-addition: read',
      'project: read',
      'repository: list, pull, read',
      'sbom: create, read, stop',
      'scan: create, read, stop',
      'scanner: read',
      'tag: list',
    ],
  },
  replication: {
    name: 'Replication',
    system: ['catalog: read', 'project: create, list'],
    project: [
      'accessory: list',
      'artifact: list, read',
      'project: read',
      'repository: list, pull, push, read',
      'tag: list',
    ],
  },
  readOnly: {
    name: 'Read-only API',
    system: everyPair('system', 'list', 'read'),
    project: everyPair('project', 'list', 'read'),
  },
  everything: { name: 'Everything', system: everyPair('system'), project: everyPair('project') },
}
/** Where the manual names no pairs. */
const inWords: Partial<Record<BuiltInPreset, string>> = {
  readOnly: 'every permission to list or read',
  everything: 'every permission',
}

const keys = (parts: string[]) =>
  parts.flatMap((part) => {
    const [resource = '', actions = ''] = part.split(': ')
    return actions.split(', ').map((action) => `${resource}:${action}`)
  })

describe.each(builtInPresets)('%s', (preset) => {
  test('gives just what stands in the table', () => {
    const { system, project } = expected[preset]
    expect(presetAccess('project', preset)).toEqual({ system: [], project: keys(project).sort() })
    expect(presetAccess('system', preset)).toEqual({ system: keys(system).sort(), project: keys(project).sort() })
  })

  test('gives only what may be granted, and push never without pull', () => {
    const { system, project } = presetAccess('system', preset)
    expect(system.map(parseAccessKey).every((access) => isGrantable('system', access))).toBe(true)
    expect(project.map(parseAccessKey).every((access) => isGrantable('project', access))).toBe(true)
    expect(pushLacksPull(project.map(parseAccessKey))).toBe(false)
  })

  test('is found again by what it gives, and not with one permission less', () => {
    for (const level of levels) {
      const { system, project } = presetAccess(level, preset)
      expect(builtInPresetOf(level, { system: system.toReversed(), project: project.toReversed() })).toBe(preset)
      expect(builtInPresetOf(level, { system, project: project.slice(1) })).not.toBe(preset)
    }
  })

  test('stands in the manual as it is', () => {
    const { name, system, project } = expected[preset]
    const manual = readFileSync('docs/manual/presets.md', 'utf8')
    const cells = manual
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .find((row) => row[1] === name)
    const told = (parts: string[]) => inWords[preset] ?? (parts.join('; ') || '–')
    expect(cells?.slice(2, 4)).toEqual([told(system), told(project)])
  })
})

test('what matches none is none', () => {
  expect(builtInPresetOf('project', { system: [], project: [] })).toBeNull()
  expect(builtInPresetOf('system', { system: ['catalog:read'], project: ['repository:pull'] })).toBeNull()
})

test.each([
  ['Nightly', 'nightly'],
  ['Nightly build', 'NIGHTLY\u3000 BUILD'],
  ['Café', 'Cafe\u0301'],
  ['Straße', 'STRASSE'],
  ['ｆｕｌｌ', 'full'],
])('%s and %s are alike', (one, other) => expect(presetNameKey(one)).toBe(presetNameKey(other)))

test('names of ours are reserved in every language, however they are written', () => {
  for (const name of ['pull', ' PULL and  Push', 'réplication', '扫描器', 'own CHOICE'])
    expect(isReservedPresetName(name)).toBe(true)
  expect(isReservedPresetName('Nightly build')).toBe(false)
})
