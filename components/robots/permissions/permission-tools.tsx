'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../ui/button'
import { HelpTip } from '../../ui/help-tip'
import { Icon } from '../../ui/icon'

export type PermissionView = 'all' | 'registry' | 'selected'
const views = ['all', 'registry', 'selected'] as const

type PermissionToolsProps = {
  text: string
  onText: (text: string) => void
  view: PermissionView
  onView: (view: PermissionView) => void
  /** How many are ticked, of how many that can be. */
  count: { selected: number; total: number }
  /** How many are in sight and can be ticked, if not all; Select and Unselect are about these. */
  shown: number | null
  canSelect: boolean
  canUnselect: boolean
  onSelect: (ticked: boolean) => void
}

/** Above the matrix: what is looked for and shown, how many are ticked, and the buttons for all in sight at once. */
export function PermissionTools(props: PermissionToolsProps) {
  const { text, onText, view, onView, count, shown, canSelect, canUnselect, onSelect } = props
  const t = useTranslations('permissions')
  const common = useTranslations('common')
  return (
    <>
      <div className="permission-toolbar">
        <div className="permission-search clr-input-group">
          <Icon name="search" size={16} />
          <input
            type="search"
            className="clr-input"
            aria-label={t('find.label')}
            placeholder={t('find.label')}
            value={text}
            onChange={(event) => onText(event.target.value)}
            // Enter would press the button of the wizard around it; typing searches by itself.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            spellCheck={false}
            autoComplete="off"
            maxLength={100}
          />
        </div>
        <div className="permission-views" role="group" aria-label={t('find.which')}>
          {views.map((each) => (
            <button key={each} type="button" aria-pressed={view === each} onClick={() => onView(each)}>
              {t(`find.${each}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="permission-toolbar">
        <span role="status" className="permission-count">
          {t('find.count', count)}
        </span>
        <Button size="sm" disabled={!canSelect} onClick={() => onSelect(true)}>
          {shown === null ? t('selectAll') : t('find.select', { count: shown })}
        </Button>
        <Button size="sm" disabled={!canUnselect} onClick={() => onSelect(false)}>
          {shown === null ? t('unselectAll') : t('find.unselect', { count: shown })}
        </Button>
        <HelpTip label={common('help', { label: t('table') })}>{t('checked')}</HelpTip>
      </div>
    </>
  )
}
