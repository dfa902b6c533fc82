import type { useTranslations } from 'next-intl'
import { auditOperations } from '@/lib/domain/audit/audit-operation'

/** Names operations in the page's language; one that this version does not know stays its key. */
export const operationName =
  (t: ReturnType<typeof useTranslations<'logs.operations'>>) =>
  (operation: string): string => {
    const known = auditOperations.find((each) => each === operation)
    return known ? t(known) : operation
  }
