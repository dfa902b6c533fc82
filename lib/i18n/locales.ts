export const locales = ['en'] as const
export type Locale = (typeof locales)[number]
export const defaultLocale: Locale = 'en'

/** Each in its own language, for who cannot read the present one. */
export const localeNames: Record<Locale, string> = { en: 'English' }

/** The locale of the `locale` cookie, or the default for anything else a browser may send. */
export function parseLocale(value: string | undefined): Locale {
  return locales.find((locale) => locale === value) ?? defaultLocale
}

/** The IANA time zone of the `tz` cookie, or UTC when it is absent or unknown to this runtime. */
export function parseTimeZone(value: string | undefined): string {
  if (!value || value.length > 64) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
