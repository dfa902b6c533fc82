'use client'

import { usePathname } from 'next/navigation'
import { Link } from '../ui/link'

type Tab = { href: string; label: string }

/** A bar of links that look like tabs: each is a page of its own, so they are navigation and not an ARIA tab list. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="tabs-bar">
      <ul className="nav">
        {tabs.map((tab) => {
          const active = pathname === tab.href || pathname.startsWith(`${tab.href}/`)
          return (
            <li key={tab.href} className="nav-item">
              <Link
                href={tab.href}

                className={`nav-link ${active ? 'active' : ''}`}
                aria-current={active ? 'page' : undefined}
              >
                {tab.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
