'use client'

import type { ComponentProps } from 'react'
import { useTranslations } from 'next-intl'
import { paths } from '@/lib/paths'
import { buttonClass } from '../../ui/button-class'
import { Icon } from '../../ui/icon'
import { RobotsTable } from './robots-table'

/** The robot accounts of every place at once, and their export. */
export function AllRobotsTable(props: Omit<ComponentProps<typeof RobotsTable>, 'buttons'>) {
  const t = useTranslations('allRobots')
  const { q, filter, level } = props.list
  const href = paths.robotsExport({ q: q || undefined, filter: filter ?? undefined, level: level ?? undefined })
  return (
    <RobotsTable
      {...props}
      buttons={
        // A download and no page: the browser itself must fetch it.
        <a className={buttonClass()} href={href} download>
          <Icon name="download" /> {t('export')}
        </a>
      }
    />
  )
}
