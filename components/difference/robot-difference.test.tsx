import { renderToStaticMarkup } from 'react-dom/server'
import { NextIntlClientProvider } from 'next-intl'
import { expect, test } from 'vitest'
import { robotDifference } from '@/lib/domain/difference/robot-difference'
import { formats } from '@/lib/i18n/formats'
import type { Locale } from '@/lib/i18n/locales'
import de from '@/lib/i18n/messages/de.json'
import en from '@/lib/i18n/messages/en.json'
import fr from '@/lib/i18n/messages/fr.json'
import zhCN from '@/lib/i18n/messages/zh-CN.json'
import { RobotDifferenceInWords } from './robot-difference'

const [pull, push] = ['repository:pull', 'repository:push']
const at = Date.parse('2026-12-25T12:00:00Z') / 1000
const names = Array.from({ length: 5 }, (_, index) => ({ name: `p${index}` }))

const difference = robotDifference(
  { system: ['catalog:read', 'project:list'], allProjects: [push], expiresAt: at, description: 'a', disabled: false },
  { system: ['project:list', 'project:create'], allProjects: [], expiresAt: at - 30 * 86_400, disabled: true },
  [
    { before: null, after: [pull], count: 17, some: names },
    { before: [pull, push], after: [pull, `[app/*]${push}`], count: 1, some: [{ id: 7 }] },
    { before: [pull], after: null, count: 2, some: [{ id: 8 }, { id: 9 }] },
  ],
)

function linesIn(locale: Locale, messages: object): string[] {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider {...{ locale, messages, formats }} timeZone="UTC">
      <RobotDifferenceInWords difference={difference} nameOf={(id) => (id === 7 ? 'seven' : undefined)} />
    </NextIntlClientProvider>,
  )
  return html
    .split('<li')
    .slice(1)
    .map((line) =>
      line
        .replace(/<\/(ins|del|span)>/g, ' ')
        .replace(/^[^>]*>|<[^>]*>/g, '')
        .replace(/\s/g, ' ')
        .trim(),
    )
}

test.each<[Locale, object, string[]]>([
  [
    'en',
    en,
    [
      'In the system: + Project: Create − Catalog: Read',
      '− No longer covers every project',
      '+ 17 projects added (p0, p1, p2, p3, p4, and 12 more): Repository: Pull',
      '− 2 projects removed',
      'In 1 project (seven): Repository: Push narrowed to app/*',
      'Expires 30 days earlier: 11/25/2026, 12:00 PM',
      'Disabled',
      'Description changed',
    ],
  ],
  ['de', de, ['Im System: + Projekt: Erstellen − Katalog: Lesen', '− Gilt nicht mehr für jedes Projekt']],
  ['fr', fr, ['Dans le système : + Projet : Créer − Catalogue : Lire', '− Ne couvre plus tous les projets']],
  ['zh-CN', zhCN, ['系统级： + 项目：创建 − 目录：读取', '− 不再覆盖所有项目']],
])('says in %s what an edit does', (locale, messages, lines) => {
  const said = linesIn(locale, messages)
  expect(said.slice(0, lines.length)).toEqual(lines)
  expect(said).toHaveLength(8)
})

test('what allows more is marked', () => {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} formats={formats} timeZone="UTC">
      <RobotDifferenceInWords difference={difference} />
    </NextIntlClientProvider>,
  )
  expect(html.match(/difference-wider/g)).toHaveLength(2)
})
