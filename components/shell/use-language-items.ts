import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { setPreferenceCookie } from '@/lib/client/preference-cookie'
import { localeNames, locales, type Locale } from '@/lib/i18n/locales'
import type { MenuItem } from '../ui/menu-item'

/** A menu entry for each language; none while there is no choice. `keep`: to keep it with who is signed in. */
export function useLanguageItems(keep?: (language: Locale) => void): MenuItem[] {
  const router = useRouter()
  const current = useLocale()
  if (locales.length < 2) return []

  function choose(locale: Locale) {
    setPreferenceCookie('locale', locale)
    keep?.(locale)
    router.refresh()
  }

  return [
    { kind: 'divider', id: 'languages' },
    ...locales.map((locale): MenuItem => ({
      kind: 'item',
      id: `language-${locale}`,
      label: localeNames[locale],
      lang: locale,
      checked: locale === current,
      icon: locale === current ? 'check-circle' : undefined,
      onSelect: () => choose(locale),
    })),
  ]
}
