import { getTranslations } from 'next-intl/server'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

/** Says that it is the role, who can change that, and leads back. */
export async function NotForYou({ what }: { what: 'robotsNotForYou' | 'pageNotForYou' }) {
  const [t, errors] = [await getTranslations('projects'), await getTranslations('errors')]
  const back = (
    <Link href={paths.projects()} className={buttonClass('primary')}>
      {errors('toProjects')}
    </Link>
  )
  return (
    <EmptyState icon="robot" action={back}>
      {t(what)}
    </EmptyState>
  )
}
