export const locales = ['en', 'de', 'zh-CN', 'fr'] as const
export type Locale = (typeof locales)[number]
const defaultLocale: Locale = 'en'

/** Each in its own language, for who cannot read the present one. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  'zh-CN': '简体中文',
  fr: 'Français',
}

/** The language of the `locale` cookie; without a usable one, what the browser prefers. */
export function parseLocale(cookie: string | undefined, acceptLanguage?: string | null): Locale {
  return locales.find((locale) => locale === cookie) ?? preferredLocale(acceptLanguage ?? '')
}

// By language and script: a reader of de-AT is better served by ours than by English, one of zh-TW, who reads another
// script than that of zh-CN, by the next language that the browser names.
function preferredLocale(acceptLanguage: string): Locale {
  const wanted = acceptLanguage
    .slice(0, 256)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { tag, weight: quality === undefined ? 1 : Number(quality) || 0 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const [index, { tag }] of wanted.entries()) {
    // A browser puts the bare language behind each of its tags: behind `zh-TW`, `zh` means no other script.
    const meant = wanted.slice(0, index).find((earlier) => earlier.tag.startsWith(`${tag}-`))
    const written = writtenAs(meant?.tag ?? tag)
    const found = written && locales.find((locale) => writtenAs(locale) === written)
    if (found) return found
  }
  return defaultLocale
}

/** Language and script of a tag, such as `zh-Hant` for `zh-TW`; undefined for what is no tag. */
function writtenAs(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    return `${language}-${script}`
  } catch {
    return undefined
  }
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
