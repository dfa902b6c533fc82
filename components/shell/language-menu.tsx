'use client'

import { useLocale, useTranslations } from 'next-intl'
import { localeNames } from '@/lib/i18n/locales'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import { useLanguageItems } from './use-language-items'

/** The choice of language for who is not signed in; afterwards it stands in the user's own menu. */
export function LanguageMenu() {
  const t = useTranslations('shell')
  const current = localeNames[useLocale()]
  const items = useLanguageItems().filter(({ kind }) => kind === 'item')
  return (
    <Menu
      align="end"
      className="user-menu"
      aria-label={t('language', { name: current })}
      label={
        <>
          <Icon name="world" size={20} />
          <span className="user-menu-name">{current}</span>
        </>
      }
      items={items}
    />
  )
}
