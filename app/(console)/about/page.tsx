import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { PageTitle } from '@/components/shell/page-title'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { about } from '@/lib/server/manual/about'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('about') }
}

export default async function AboutPage() {
  const { version, build, externalUrl, registry } = await about(await requireActor())
  const [t, format] = [await getTranslations('help'), await getFormatter()]
  const moment = (seconds: number | null) =>
    seconds === null ? t('never') : format.dateTime(new Date(seconds * 1000), 'exact')
  const facts = [
    [t('version'), build === '' ? version : `${version} (${build.slice(0, 8)})`],
    [t('address'), externalUrl],
    ...(registry
      ? [
          [t('registryUrl'), registry.address ?? t('notSet')],
          [t('lastSignIn'), moment(registry.lastSignIn)],
          [t('lastNotification'), moment(registry.lastNotification)],
        ]
      : []),
  ]
  return (
    <>
      <PageTitle>{t('about')}</PageTitle>
      <dl className="about">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className="help-list">
        <li>
          <Link href={paths.help()}>{t('title')}</Link>
        </li>
        <li>
          <Link href={paths.apiDescription()}>{t('apiDescription')}</Link>
        </li>
      </ul>
    </>
  )
}
