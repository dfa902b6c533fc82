import { useTranslations } from 'next-intl'
import type { ActionError } from '@/lib/domain/action-error'

/** Says an action's error in the page's language: by its reason where there is a text for it, else by its code. */
export function useErrorText(): (error: ActionError) => string {
  const t = useTranslations('errors')
  return ({ code, reason }) => {
    const key = `reasons.${reason}` as Parameters<typeof t.has>[0]
    return reason && t.has(key) ? t(key as Parameters<typeof t>[0]) : t(`codes.${code}`)
  }
}
