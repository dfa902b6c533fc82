'use client'

import type { ReactNode } from 'react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'

/** Something is there, but nothing that matches: says so, with the way back to all of it. */
export function NoMatch({ children }: { children: ReactNode }) {
  const t = useTranslations('table')
  const pathname = usePathname()
  return (
    <EmptyState
      action={
        <Link className={buttonClass()} href={pathname}>
          {t('clearFilter')}
        </Link>
      }
    >
      {children}
    </EmptyState>
  )
}
