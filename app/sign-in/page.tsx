import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Header } from '@/components/shell/header'
import { OutagePage } from '@/components/shell/outage-page'
import { parseTheme } from '@/components/shell/theme'
import { OriginHint } from '@/components/sign-in/origin-hint'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { safePath } from '@/lib/domain/users/safe-path'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { currentActor } from '@/lib/server/auth/session'
import { env } from '@/lib/server/env'
import { orOutage } from '@/lib/server/http/pages/or-outage'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') }
}

type Props = { searchParams: Promise<{ from?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { from } = await searchParams
  const target = safePath(typeof from === 'string' ? from : undefined, paths.projects())
  const [shell, jar] = [await getTranslations('shell'), await cookies()]
  const theme = parseTheme(jar.get('theme')?.value)
  const actor = await orOutage(currentActor())
  if (actor === 'outage') return <OutagePage theme={theme} />
  if (actor) redirect(target)

  return (
    <div className="main-container">
      <Header theme={theme} />
      <div className="sign-in">
        <main className="sign-in-panel">
          <div className="sign-in-body">
            <h1>{shell('product')}</h1>
            <ClientMessages namespaces={['signIn']}>
              <OriginHint externalUrl={env().EXTERNAL_URL} />
              <SignInForm target={target} />
            </ClientMessages>
          </div>
        </main>
        <div className="sign-in-art" aria-hidden />
      </div>
    </div>
  )
}
