import { useTranslations } from 'next-intl'

/** Says what is wrong with a field. The messages of the user schemas are keys of these texts. */
export function useFieldText(): (message: string | undefined) => string | undefined {
  const t = useTranslations('users.invalid')
  return (message) => {
    if (!message) return undefined
    const key = message as 'username'
    return t.has(key) ? t(key) : message
  }
}
