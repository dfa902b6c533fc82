import { accessKeys } from '../permissions/access'
import { permissionCatalog, type PermissionLevel } from '../permissions/permission-catalog'
import { folded } from '../texts/folded'

/** What a preset fills in: permission keys, sorted, in the registry as a whole and in each project that is covered. */
export type PresetAccess = {
  /** None for a robot of a project. */
  system: readonly string[]
  project: readonly string[]
}

/** Uses that there is a preset for, the smallest first. */
export const builtInPresets = [
  'pull',
  'pullPush',
  'ci',
  'helm',
  'scanner',
  'replication',
  'readOnly',
  'everything',
] as const
export type BuiltInPreset = (typeof builtInPresets)[number]

const keysOf = (resources: Record<string, string>): string[] =>
  Object.entries(resources)
    .flatMap(([resource, actions]) => actions.split(' ').map((action) => `${resource}:${action}`))
    .sort()

const all = (level: PermissionLevel): string[] => accessKeys(permissionCatalog[level])
const readOnly = (level: PermissionLevel): string[] => all(level).filter((key) => /:(list|read)$/.test(key))

/** Why each pair is there stands in docs/manual/presets.md. */
const table: Record<BuiltInPreset, PresetAccess> = {
  pull: { system: [], project: keysOf({ repository: 'pull' }) },
  pullPush: { system: [], project: keysOf({ repository: 'pull push' }) },
  ci: {
    system: [],
    project: keysOf({
      artifact: 'delete list read',
      repository: 'delete list pull push read',
      tag: 'create delete list',
    }),
  },
  helm: {
    system: [],
    project: keysOf({ 'helm-chart': 'read', 'helm-chart-version': 'create', repository: 'pull push' }),
  },
  scanner: {
    system: keysOf({ catalog: 'read', project: 'list', scanner: 'list read' }),
    project: keysOf({
      accessory: 'list',
      artifact: 'list read',
      'artifact-addition': 'read',
      project: 'read',
      repository: 'list pull read',
      sbom: 'create read stop',
      scan: 'create read stop',
      scanner: 'read',
      tag: 'list',
    }),
  },
  replication: {
    system: keysOf({ catalog: 'read', project: 'create list' }),
    project: keysOf({
      accessory: 'list',
      artifact: 'list read',
      project: 'read',
      repository: 'list pull push read',
      tag: 'list',
    }),
  },
  readOnly: { system: readOnly('system'), project: readOnly('project') },
  everything: { system: all('system'), project: all('project') },
}

/** What a preset comes to for a robot of this level. */
export const presetAccess = (level: PermissionLevel, preset: BuiltInPreset): PresetAccess => ({
  system: level === 'system' ? table[preset].system : [],
  project: table[preset].project,
})

/** Whether two choices are the same, in whatever order they name their permissions. */
export const sameAccess = (one: PresetAccess, other: PresetAccess): boolean =>
  sameKeys(one.system, other.system) && sameKeys(one.project, other.project)

const sameKeys = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && [...one].sort().join(';') === [...other].sort().join(';')

/** The built-in preset that a choice at this level is, or null. */
export const builtInPresetOf = (level: PermissionLevel, access: PresetAccess): BuiltInPreset | null =>
  builtInPresets.find((preset) => sameAccess(presetAccess(level, preset), access)) ?? null

/** What built-in presets are called in every language (see lib/i18n/preset-names.test.ts): none else may be. */
export const reservedPresetNames: readonly string[] = [
  ...['Pull', 'Pull and push', 'CI with clean-up', 'Helm charts', 'Scanner', 'Replication', 'Read-only API'],
  ...['Everything', 'Own choice'],
  ...['Pull und Push', 'CI mit Aufräumen', 'Helm-Charts', 'Replikation', 'API nur lesend', 'Alles', 'Eigene Auswahl'],
  ...['Pull et push', 'CI avec nettoyage', 'Charts Helm', 'Analyseur', 'Réplication', 'API en lecture seule', 'Tout'],
  'Choix personnel',
  ...['拉取', '拉取和推送', 'CI（含清理）', 'Helm Chart', '扫描器', '复制', '只读 API', '全部', '自定义'],
]

/** What alike names have in common: neither case nor blanks nor how its accents are put together tell one from another. */
export const presetNameKey = (name: string): string => folded(name.normalize('NFKC')).replace(/\s/gu, '')

export const isReservedPresetName = (name: string): boolean =>
  reservedPresetNames.some((reserved) => presetNameKey(reserved) === presetNameKey(name))
