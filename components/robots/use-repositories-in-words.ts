import { useTranslations } from 'next-intl'
import { toldPatterns } from '@/lib/domain/told-patterns'

/** Which repositories of a place, in words: `Only app/*, base, not app/internal/**`. */
export function useRepositoriesInWords() {
  const t = useTranslations('permissions.narrow')
  return (repositories: string | null) =>
    repositories === null
      ? t('every')
      : t('only', { patterns: toldPatterns(repositories, (pattern) => t('not', { pattern })) })
}
