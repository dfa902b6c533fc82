import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'

/** The way back to the list a page belongs to: "< Projects". */
export function Breadcrumb({ href, children }: { href: string; children: string }) {
  const t = useTranslations('shell')
  return (
    <nav className="breadcrumb" aria-label={t('breadcrumb')}>
      <Link href={href} prefetch={false}>
        <Icon name="angle" direction="left" size={12} />
        {children}
      </Link>
    </nav>
  )
}
