'use client'

import { useTranslations } from 'next-intl'
import type { ProjectSelection } from '@/lib/domain/permissions/project-selection'
import { Alert } from '../../ui/alert'
import { Checkbox } from '../../ui/checkbox'
import { HelpTip } from '../../ui/help-tip'
import { LoadFailed } from '../../ui/load-failed'
import { Spinner } from '../../ui/spinner'
import { SelectPermissions } from '../permissions/select-permissions'
import { ProjectPicker } from './project-picker'

/** What the wizard's last step works on: both ways of covering projects are kept while one switches between them. */
export type Coverage = { all: boolean; allAccess: string[]; selection: ProjectSelection }

type SelectProjectPermissionsProps = {
  /** `loading` and `failed`: what the robot holds in its projects is not there yet. */
  held: 'loading' | 'failed' | 'ready'
  onRetry: () => void
  coverage: Coverage
  onChange: (coverage: Coverage) => void
  /** Projects it also has permissions of its own in, although it covers all: an edit would drop these. */
  alsoIn: number
}

/** The third step of a system robot's wizard: every project at once, or a selection. */
export function SelectProjectPermissions({ held, onRetry, coverage, onChange, alsoIn }: SelectProjectPermissionsProps) {
  const t = useTranslations('systemRobots')
  const common = useTranslations('common')
  return (
    <>
      <div className="cover-all">
        <Checkbox
          id="coverAll"
          label={t('coverAll')}
          checked={coverage.all}
          onChange={(event) => onChange({ ...coverage, all: event.target.checked })}
        />
        <HelpTip label={common('help', { label: t('coverAll') })}>{t('coverAllHelp')}</HelpTip>
      </div>
      {coverage.all && alsoIn > 0 && <Alert kind="warning">{t('alsoIn', { count: alsoIn })}</Alert>}
      {coverage.all ? (
        <SelectPermissions
          level="project"
          id="all-projects"
          access={coverage.allAccess}
          onChange={(allAccess) => onChange({ ...coverage, allAccess })}
        />
      ) : held === 'loading' ? (
        <Spinner label={common('loading')} />
      ) : held === 'failed' ? (
        <LoadFailed onRetry={onRetry} />
      ) : (
        <ProjectPicker selection={coverage.selection} onChange={(selection) => onChange({ ...coverage, selection })} />
      )}
    </>
  )
}
