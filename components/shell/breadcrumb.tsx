import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { Link } from '../ui/link'

/** The way back to the list a page belongs to: "< Projects". */
export function Breadcrumb({ href, children }: { href: string; children: string }) {
  const t = useTranslations('shell')
  return (
    <nav className="breadcrumb" aria-label={t('breadcrumb')}>
      <Link href={href}>
        <Icon name="angle" direction="left" size={12} />
        {children}
      </Link>
    </nav>
  )
}
