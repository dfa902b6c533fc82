import { useTranslations } from 'next-intl'

/** So many hours in words, as days where they are whole ones; the 24 that a day has are still hours. */
export function useHoursText(): (hours: number) => string {
  const t = useTranslations('rotation')
  return (hours) => (hours > 24 && hours % 24 === 0 ? t('days', { count: hours / 24 }) : t('hours', { count: hours }))
}
