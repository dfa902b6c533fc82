import { useTranslations } from 'next-intl'

type Invalid = 'robots.invalid' | 'users.invalid' | 'account.invalid' | 'configuration.invalid'

/** Says what is wrong with a field: the messages of a schema are keys of these texts. */
export function useFieldText(namespace: Invalid): (message: string | undefined) => string | undefined {
  const t = useTranslations(namespace)
  return (message) => {
    if (!message) return undefined
    const key = message as Parameters<typeof t.has>[0]
    return t.has(key) ? t(key as Parameters<typeof t>[0]) : message
  }
}
