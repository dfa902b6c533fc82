'use client'

import { usePathname } from 'next/navigation'
import { Icon } from '../ui/icon'
import type { IconName } from '../ui/icon-names'
import { Link } from '../ui/link'

/** A line of the side navigation; lit for its own page and the pages below it. */
export function NavLink({ href, label, icon }: { href: string; label: string; icon: IconName }) {
  const pathname = usePathname()
  const active = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link
      href={href}

      className={`nav-link ${active ? 'active' : ''}`}
      aria-current={pathname === href ? 'page' : active ? 'true' : undefined}
      title={label}
    >
      <Icon name={icon} className="nav-icon" />
      <span className="nav-text">{label}</span>
    </Link>
  )
}
