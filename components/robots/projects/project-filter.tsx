'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '../../ui/icon'

/** The field above a table of projects that filters by name. */
export function ProjectFilter({ list }: { list: { typed: string; type: (text: string) => void } }) {
  const t = useTranslations('systemRobots')
  return (
    <div className="project-filter clr-input-group">
      <Icon name="search" size={16} />
      <input
        type="search"
        className="clr-input"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={list.typed}
        onChange={(event) => list.type(event.target.value)}
        // Enter would press the button of the wizard around it; typing filters by itself.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        spellCheck={false}
        autoComplete="off"
        maxLength={255}
      />
    </div>
  )
}
