import type { useTranslations } from 'next-intl'
import { unknownName } from '@/lib/domain/audit/audit-row'

/** What an event is about, as people read it: in the page's language where it was nobody's name. */
export const resourceName = (t: ReturnType<typeof useTranslations<'logs'>>, resource: string): string =>
  resource === unknownName ? t('unknownName') : resource
