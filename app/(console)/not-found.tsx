import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button-class'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

export default async function ConsolePageNotFound() {
  const t = await getTranslations('errors')
  return (
    <div className="message-page">
      <h1>{t('notFoundTitle')}</h1>
      <p>{t('notFoundText')}</p>
      <Link href={paths.projects()} className={buttonClass('primary')}>
        {t('toProjects')}
      </Link>
    </div>
  )
}
