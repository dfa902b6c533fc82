import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageTitle } from '@/components/shell/page-title'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { manualPages } from '@/lib/server/manual/read'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help'))('title') }
}

export default async function HelpPage() {
  await requireActor()
  const [t, pages] = [await getTranslations('help'), await manualPages()]
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p className="help-intro">{t('robots')}</p>
      <p className="help-intro">{t('systemRobots')}</p>
      <h2 className="help-heading">{t('manual')}</h2>
      <ul className="help-list">
        {pages.map(({ name, title }) => (
          <li key={name}>
            <Link href={paths.manualPage(name)} lang="en">
              {title}
            </Link>
          </li>
        ))}
        <li>
          <Link href={paths.apiDescription()}>{t('apiDescription')}</Link>
        </li>
      </ul>
    </>
  )
}
