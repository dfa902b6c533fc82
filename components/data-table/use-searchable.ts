import { useTranslations } from 'next-intl'
import { toast } from '@/lib/client/toast'
import { looksLikeSecret } from '@/lib/domain/texts/secret-rule'

/**
 * Answers what may be searched for: the text, or nothing and a warning where it holds a secret. What is searched for
 * goes into addresses, which browsers and proxies keep.
 */
export function useSearchable(): (text: string) => string {
  const t = useTranslations('table')
  return (text) => {
    if (!looksLikeSecret(text)) return text.trim()
    toast.warning(t('secretSearched'))
    return ''
  }
}
