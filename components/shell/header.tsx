import { useTranslations } from 'next-intl'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { LanguageMenu } from './language-menu'
import { Logo } from './logo'
import type { Theme } from './theme'
import { UserMenu } from './user-menu'
import { Link } from '../ui/link'

type HeaderProps = { username?: string; onSignOut?: () => Promise<void>; theme: Theme }

/** The blue bar. Without a user (on the sign-in page) it offers the choice of language alone. */
export function Header({ username, onSignOut, theme }: HeaderProps) {
  const t = useTranslations('shell')
  return (
    <header className="header app-header">
      <Link href={paths.home()} className="app-brand">
        <Logo />
        <span>{t('product')}</span>
      </Link>
      {username && onSignOut ? (
        <ClientMessages namespaces={['account']}>
          <UserMenu username={username} onSignOut={onSignOut} theme={theme} />
        </ClientMessages>
      ) : (
        <LanguageMenu />
      )}
    </header>
  )
}
