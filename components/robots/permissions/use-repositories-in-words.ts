import { useTranslations } from 'next-intl'
import { toldPatterns } from '@/lib/domain/patterns/told-patterns'

/** Patterns of a group in words: `app/*, base, not app/internal/**`; of more than `max` the first. */
export function useToldPatterns() {
  const t = useTranslations('permissions.narrow')
  return (repositories: string, max?: number) => toldPatterns(repositories, (pattern) => t('not', { pattern }), max)
}

/** Which repositories of a place, in words: `Only app/*, base, not app/internal/**`. */
export function useRepositoriesInWords() {
  const t = useTranslations('permissions.narrow')
  const told = useToldPatterns()
  return (repositories: string | null) =>
    repositories === null ? t('every') : t('only', { patterns: told(repositories) })
}
