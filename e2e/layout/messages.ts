import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locale } from '@/lib/i18n/locales'

export type Messages = { [key: string]: string | Messages }

export const messagesIn = (locale: Locale): Messages =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../lib/i18n/messages/${locale}.json`), 'utf8')) as Messages
