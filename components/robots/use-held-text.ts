import { useTranslations } from 'next-intl'
import type { Held } from '@/lib/domain/explain-access'

/** A part of a grant in words: `push in payments (repositories app/* base)`. */
export function useHeldText(project: string): (held: Held) => string {
  const t = useTranslations('explain')
  return ({ action, place, repositories, excludedBy }) => {
    const what = t(place === 'project' ? 'held.project' : 'held.allProjects', {
      action: t(`actions.${action}`),
      project,
    })
    const which = repositories === null ? t('held.every') : t('held.only', { patterns: repositories })
    return `${what} (${[which, excludedBy && t('held.excluded', { pattern: excludedBy })].filter(Boolean).join('; ')})`
  }
}
