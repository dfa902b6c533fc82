import { useTranslations } from 'next-intl'
import type { Held } from '@/lib/domain/explain-access'
import { useToldPatterns } from './use-repositories-in-words'

/** Parts of grants in words, what is held alike together: `pull, push in payments (repositories app/*, base)`. */
export function useHeldText(project: string): (held: readonly Held[]) => string {
  const t = useTranslations('explain')
  const told = useToldPatterns()
  const textOf = (alike: [Held, ...Held[]]) => {
    const { place, repositories, excludedBy } = alike[0]
    const action = alike.map((each) => t(`actions.${each.action}`)).join(', ')
    const what = t(place === 'project' ? 'held.project' : 'held.allProjects', { action, project })
    const which = repositories === null ? t('held.every') : t('held.only', { patterns: told(repositories) })
    return `${what} (${[which, excludedBy && t('held.excluded', { pattern: excludedBy })].filter(Boolean).join('; ')})`
  }
  return (held) => {
    const alike = new Map<string, [Held, ...Held[]]>()
    for (const each of held) {
      const key = JSON.stringify([each.place, each.repositories])
      const known = alike.get(key)
      if (known) known.push(each)
      else alike.set(key, [each])
    }
    return [...alike.values()].map(textOf).join('; ')
  }
}
