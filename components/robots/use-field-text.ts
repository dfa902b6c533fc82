import { useTranslations } from 'next-intl'

/** Says what is wrong with a field. The messages of the robot schemas are keys of these texts. */
export function useFieldText(): (message: string | undefined) => string | undefined {
  const t = useTranslations('robots.invalid')
  return (message) => {
    if (!message) return undefined
    const key = message as 'name'
    return t.has(key) ? t(key) : message
  }
}
