import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import type { Messages } from 'next-intl'
import { formatsOf } from './formats'
import { parseLocale, parseTimeZone, type Locale } from './locales'

// Typed by the English messages: a language that lacks a key does not compile.
const messagesOf: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('./messages/en.json'),
  de: () => import('./messages/de.json'),
  'zh-CN': () => import('./messages/zh-CN.json'),
  fr: () => import('./messages/fr.json'),
}

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const locale = parseLocale(jar.get('locale')?.value, head.get('accept-language'))
  return {
    locale,
    timeZone: parseTimeZone(jar.get('tz')?.value),
    formats: formatsOf(locale),
    messages: (await messagesOf[locale]()).default,
  }
})
