import { useFormatter, useTranslations } from 'next-intl'
import type { Held } from '@/lib/domain/explain/explain-access'
import { useToldPatterns } from '../permissions/use-repositories-in-words'

/** Parts of grants in words, what is held alike together: `pull and push in payments (repositories app/*, base)`. */
export function useHeldText(project: string): (held: readonly Held[]) => string {
  const t = useTranslations('explain')
  const format = useFormatter()
  const told = useToldPatterns()
  const join = ([first = '', ...others]: string[]) =>
    others.reduce((one, other) => t('held.join', { one, other }), first)
  const textOf = (alike: [Held, ...Held[]]) => {
    const { place, repositories, excludedBy } = alike[0]
    const action = format.list(alike.map((each) => t(`actions.${each.action}`)))
    const what = t(place === 'project' ? 'held.project' : 'held.allProjects', { action, project })
    const which = repositories === null ? t('held.every') : t('held.only', { patterns: told(repositories) })
    const excluded = excludedBy && t('held.excluded', { pattern: excludedBy })
    return t('held.which', { what, which: join([which, ...(excluded ? [excluded] : [])]) })
  }
  return (held) => {
    const alike = new Map<string, [Held, ...Held[]]>()
    for (const each of held) {
      const key = JSON.stringify([each.place, each.repositories])
      const known = alike.get(key)
      if (known) known.push(each)
      else alike.set(key, [each])
    }
    return join([...alike.values()].map(textOf))
  }
}
