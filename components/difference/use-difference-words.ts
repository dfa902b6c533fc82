import { useFormatter, useTranslations } from 'next-intl'
import { parseAccessKey } from '@/lib/domain/permissions/access'
import type { Bounds, BoundsChange } from '@/lib/domain/difference/access-change'
import type { AccessGroup } from '@/lib/domain/permissions/access-groups'
import { expiryDate } from '@/lib/domain/robots/expiry'
import type { ProjectKey } from '@/lib/domain/permissions/grant'
import type { ExpiryChange, PlaceChange } from '@/lib/domain/difference/robot-difference'
import { patternsOf } from '@/lib/domain/patterns/repository-patterns'
import { usePermissionLabels } from './permission-labels'

/** What is known of a project that is only known by its id. */
export type NameOf = (id: number) => string | undefined

/** As many resources as a line names; beyond, how many more. */
const maxResources = 6
const maxPatterns = 10

/** The words for the parts of a difference. */
export function useDifferenceWords(nameOf: NameOf) {
  const [t, format] = [useTranslations('difference'), useFormatter()]
  const label = usePermissionLabels()

  /** `Repository: Push and Delete; Tag: Create`, in which repositories. */
  function permissions({ keys, repositories }: AccessGroup): string {
    const pairs = keys.map(parseAccessKey)
    const resources = [...new Set(pairs.map(({ resource }) => resource))]
    const said = resources.slice(0, maxResources).map((resource) => {
      const actions = pairs.filter((each) => each.resource === resource).map(({ action }) => label.action(action))
      return label.group(resource, format.list(actions))
    })
    const rest = resources.length - said.length
    const what = [...said, ...(rest > 0 ? [t('more', { count: rest })] : [])].reduce((one, other) =>
      t('join', { one, other }),
    )
    return repositories === null ? what : t('within', { what, repositories: repositoriesIn([repositories]) })
  }

  /** `app/*, !app/internal/**`, bounded. */
  function repositoriesIn(bounds: Bounds): string {
    if (bounds.length === 0) return t('everyRepository')
    const patterns = bounds.flatMap(patternsOf)
    const rest = patterns.length - maxPatterns
    return [...patterns.slice(0, maxPatterns), ...(rest > 0 ? [t('more', { count: rest })] : [])].join(', ')
  }

  function bounds({ keys, from, to, kind }: BoundsChange): string {
    const what = permissions({ keys, repositories: null })
    return t(kind, { what, from: repositoriesIn(from), to: repositoriesIn(to) })
  }

  function projects(text: string, count: number, some: readonly ProjectKey[]): string {
    const names = some.flatMap((key) => ('name' in key ? key.name : (nameOf(key.id) ?? [])))
    if (names.length === 0) return text
    const rest = count - names.length
    return t('named', { text, names: format.list([...names, ...(rest > 0 ? [t('more', { count: rest })] : [])]) })
  }

  /** Where it is; nothing is said of a robot's own project. */
  function place({ where, covered }: PlaceChange): string | null {
    if (where === 'home') return null
    if (where === 'system') return t('system')
    if (where === 'all-projects') {
      if (covered) return t(covered === 'gained' ? 'coverGained' : 'coverLost')
      return t('allProjects')
    }
    return projects(t(covered ?? 'projects', { count: where.count }), where.count, where.some)
  }

  function expiry(change: ExpiryChange): string {
    if (change.kind === 'never') return t('never')
    const date = expiryDate(change.at)
    const values = { date: date ? format.dateTime(date, 'short') : '–' }
    return change.kind === 'ends' ? t('ends', values) : t(change.kind, { ...values, days: change.days })
  }

  return { permissions, bounds, place, expiry }
}
