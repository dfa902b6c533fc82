import { useFormatter, useTranslations } from 'next-intl'
import { useServerNow } from '../server-now'

const minuteMs = 60_000

/**
 * How long ago a moment was, in words that fit into a sentence. The clocks that show it tick slower than seconds, and
 * another replica's may be a little ahead: nothing was in the future.
 */
export function useAgo(): (moment: number, now?: number) => string {
  const t = useTranslations('robots.used')
  const format = useFormatter()
  const serverNow = useServerNow()
  return (moment, now = serverNow) => (now - moment < minuteMs ? t('justNow') : format.relativeTime(moment, now))
}
