import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

/** There is no robot of this name, or no more: it may have been deleted while its page was open. */
export async function RobotNotFound() {
  const t = await getTranslations('robotPage')
  return (
    <EmptyState>
      <p>{t('gone')}</p>
      <Link href={paths.home()} className={buttonClass()}>
        {t('toStart')}
      </Link>
    </EmptyState>
  )
}
