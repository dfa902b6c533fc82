import { getTranslations } from 'next-intl/server'
import { paths } from '@/lib/paths'
import { buttonClass } from '@/components/ui/button-class'
import { Link } from '@/components/ui/link'

export default async function NotFound() {
  const t = await getTranslations('errors')
  return (
    <main className="message-page">
      <h1>{t('notFoundTitle')}</h1>
      <p>{t('notFoundText')}</p>
      <Link href={paths.projects()} className={buttonClass('primary')}>
        {t('toProjects')}
      </Link>
    </main>
  )
}
