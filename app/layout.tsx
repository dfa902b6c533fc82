import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { cookies, headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { AwayBanner } from '@/components/shell/away-banner'
import { parseTheme } from '@/components/shell/theme'
import { TimeZoneCookie } from '@/components/shell/time-zone-cookie'
import { TypedAgain } from '@/components/shell/typed-again'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { metropolis } from './fonts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  const product = t('product')
  return { title: { default: product, template: `%s · ${product}` } }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

/**
 * React shows what comes after the first paint a third of a second later, so that a page does not settle in many steps.
 * Ours comes in one, some milliseconds after its frame: where React cannot note the paint it does not wait.
 */
const revealAtOnce = "Object.defineProperty(self,'$RT',{get(){},set(){}})"

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, sent, locale] = await Promise.all([cookies(), headers(), getLocale()])
  // The theme comes with the first byte of the page, so nothing flashes.
  const theme = parseTheme(jar.get('theme')?.value)
  return (
    <html
      lang={locale}
      cds-base-font="16"
      className={metropolis.variable}
      style={{ colorScheme: theme === 'system' ? 'light dark' : theme }}
    >
      <head>
        {/* Not among the metadata: those may be sent late, and the browser would then ask for /favicon.ico. */}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <script nonce={sent.get('x-nonce') ?? ''} dangerouslySetInnerHTML={{ __html: revealAtOnce }} />
      </head>
      <body cds-theme={theme}>
        <NuqsAdapter>
          <ClientMessages>
            <TimeZoneCookie current={jar.get('tz')?.value} />
            {children}
            <AwayBanner />
            <TypedAgain />
          </ClientMessages>
        </NuqsAdapter>
      </body>
    </html>
  )
}
