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
import { RotationVerdictLine } from './rotation-verdict-line'

const now = Date.parse('2026-11-26T12:00:00Z')
const live = { state: 'live', firstUse: new Date(now - 3_600_000).toISOString() } as SecretRow

/** What is said of an old secret that was used so many seconds ago, an hour after the new one was first. */
function saidIn(locale: Locale, messages: object, secondsAgo: number, held: HeldBy | null = null): string {
  const lastUse = { at: now / 1000 - secondsAgo, client: 'containerd', address: '10.0.0.7' }
  const html = renderToStaticMarkup(
    <NextIntlClientProvider {...{ locale, messages, formats }} timeZone="UTC">
      <ServerNowProvider renderedAt={now}>
        <RotationVerdictLine secrets={[live, { ...live, lastUse }]} held={held} />
      </ServerNowProvider>
    </NextIntlClientProvider>,
  )
  return html.replace(/<[^>]*>/g, '')
}

test.each<[Locale, object, number, string]>([
  ['en', en, 240, 'Still used: the old secret was last used 4 minutes ago by containerd from 10.0.0.7.'],
  ['en', en, 3, 'Still used: the old secret was last used just now by containerd from 10.0.0.7.'],
  // Another replica's clock is ahead.
  ['en', en, -30, 'Still used: the old secret was last used just now by containerd from 10.0.0.7.'],
  ['de', de, 3, 'Noch in Gebrauch: Das alte Secret wurde zuletzt gerade eben durch containerd von 10.0.0.7 verwendet.'],
  [
    'fr',
    fr,
    3,
    'Encore utilisé\u00a0: dernière utilisation de l’ancien secret à l’instant par containerd depuis 10.0.0.7.',
  ],
  ['zh-CN', zhCN, 3, '旧密钥仍在使用，最近一次：刚刚，客户端 containerd，来自 10.0.0.7。'],
])('says in %s that the old secret is still used', (locale, messages, secondsAgo, said) => {
  expect(saidIn(locale, messages, secondsAgo)).toBe(said)
})

test.each<[Locale, object, HeldBy, string]>([
  [
    'en',
    en,
    'disabled',
    'Neither secret signs in while the robot account is disabled, so it cannot be seen whether anything still has the old one. It was last used 4 minutes ago by containerd from 10.0.0.7.',
  ],
  [
    'de',
    de,
    'disabled',
    'Solange das Robot-Konto deaktiviert ist, gilt keines der beiden Secrets. Ob noch etwas das alte hat, ist daher nicht zu sehen. Es wurde zuletzt vor 4 Minuten durch containerd von 10.0.0.7 verwendet.',
  ],
  [
    'fr',
    fr,
    'expired',
    'Aucun des deux secrets ne fonctionne, car le compte robot a expiré\u00a0: impossible de voir si quelque chose a encore l’ancien. Il a été utilisé pour la dernière fois il y a 4 minutes par containerd depuis 10.0.0.7.',
  ],
  [
    'zh-CN',
    zhCN,
    'expired',
    '机器人账户已过期，两个密钥均不可用，因此无法看出旧密钥是否仍被持有。旧密钥上次使用：4分钟前，客户端 containerd，来自 10.0.0.7。',
  ],
])('says in %s of secrets that are held back that nothing is known', (locale, messages, held, said) => {
  expect(saidIn(locale, messages, 240, held)).toBe(said)
})
