import { renderToStaticMarkup } from 'react-dom/server'
import { NextIntlClientProvider } from 'next-intl'
import { expect, test } from 'vitest'
import { formats } from '@/lib/i18n/formats'
import type { Locale } from '@/lib/i18n/locales'
import type { HeldBy, SecretRow } from '@/lib/domain/secrets/robot-secret'
import de from '@/lib/i18n/messages/de.json'
import en from '@/lib/i18n/messages/en.json'
import fr from '@/lib/i18n/messages/fr.json'
import zhCN from '@/lib/i18n/messages/zh-CN.json'
import { ServerNowProvider } from '../server-now'
import { SecretCard } from './secret-card'

const now = Date.parse('2026-11-26T12:00:00Z')
const row: SecretRow = {
  id: 1,
  madeAt: '2026-11-20T12:00:00.000Z',
  madeBy: null,
  firstUse: null,
  lastUse: null,
  scheme: 'generated',
  state: 'live',
  end: null,
  endedHow: null,
  endedAt: null,
}

/** What its badge says of a secret. */
function badge(locale: Locale, messages: object, state: SecretRow['state'], held: HeldBy | null): string | undefined {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider {...{ locale, messages, formats }} timeZone="UTC">
      <ServerNowProvider renderedAt={now}>
        <SecretCard secret={{ ...row, state }} place="only" held={held} />
      </ServerNowProvider>
    </NextIntlClientProvider>,
  )
  return /class="label [^"]*">([^<]*)</.exec(html)?.[1]
}

test.each<[Locale, object, SecretRow['state'], HeldBy | null, string]>([
  ['en', en, 'live', null, 'Live'],
  ['en', en, 'retiring', null, 'Live, with an end'],
  ['en', en, 'live', 'disabled', 'Held back'],
  ['en', en, 'retiring', 'disabled', 'Held back'],
  ['en', en, 'live', 'expired', 'Held back'],
  ['de', de, 'live', 'disabled', 'Zurückgehalten'],
  ['fr', fr, 'live', 'disabled', 'Suspendu'],
  ['zh-CN', zhCN, 'live', 'disabled', '暂停使用'],
])('$0: of a secret that is $2, held by $3', (locale, messages, state, held, said) => {
  expect(badge(locale, messages, state, held)).toBe(said)
})
