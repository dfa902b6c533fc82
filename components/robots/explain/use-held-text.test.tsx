import { renderToStaticMarkup } from 'react-dom/server'
import { NextIntlClientProvider } from 'next-intl'
import { expect, test } from 'vitest'
import type { Held } from '@/lib/domain/explain/explain-access'
import { formats } from '@/lib/i18n/formats'
import type { Locale } from '@/lib/i18n/locales'
import de from '@/lib/i18n/messages/de.json'
import en from '@/lib/i18n/messages/en.json'
import fr from '@/lib/i18n/messages/fr.json'
import zhCN from '@/lib/i18n/messages/zh-CN.json'
import { useHeldText } from './use-held-text'

const held = [
  { place: 'project', action: 'pull', repositories: null },
  { place: 'project', action: 'push', repositories: null },
  { place: 'all-projects', action: 'delete', repositories: 'app/*', excludedBy: 'app/x' },
] as Held[]

const Told = () => useHeldText('payments')(held)

test.each<[Locale, object, string]>([
  [
    'en',
    en,
    'pull and push in payments (every repository); delete in all projects (repositories app/*; left out by app/x)',
  ],
  [
    'de',
    de,
    'pull und push in payments (jedes Repository); löschen in allen Projekten (Repositorys app/*; ausgenommen durch app/x)',
  ],
  [
    'fr',
    fr,
    'pull et push dans payments (tous les dépôts)\u00a0; suppression dans tous les projets (dépôts app/*\u00a0; exclu par app/x)',
  ],
  ['zh-CN', zhCN, 'payments 中的拉取和推送（所有镜像仓库）；所有项目中的删除（镜像仓库 app/*；被 app/x 排除）'],
])('in %s, with its own marks', (locale, messages, said) => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider {...{ locale, messages, formats }} timeZone="UTC">
      <Told />
    </NextIntlClientProvider>,
  )
  expect(html).toBe(said)
})
