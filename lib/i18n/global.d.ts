import type { formats } from './formats'
import type { Locale as AppLocale } from './locales'
import type messages from './messages/en.json'

declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: typeof messages
    Formats: typeof formats
  }
}
