'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import {
  lackingCount,
  resetAccess,
  selectAll,
  selectedCount,
  setSelected,
  unselectAll,
  type ProjectSelection,
} from '@/lib/domain/permissions/project-selection'
import { paths } from '@/lib/paths'
import { Alert } from '../../ui/alert'
import { Button } from '../../ui/button'
import { SelectPermissions } from '../permissions/select-permissions'
import { PermissionsPopover } from './permissions-popover'

export type ProjectPickerProps = { selection: ProjectSelection; onChange: (selection: ProjectSelection) => void }

type ProjectPickerButtonsProps = ProjectPickerProps & {
  /** The filter that the table shows the matches of. */
  filter: string
  /** How many projects match it; undefined until known. */
  total: number | undefined
}

/** What concerns many projects at once, and how many are ticked. */
export function ProjectPickerButtons({ selection, onChange, filter, total }: ProjectPickerButtonsProps) {
  const t = useTranslations('systemRobots')
  const matching = useMutation({
    mutationFn: () => fetchJson<number[]>(paths.api.projectIds({ name: filter })),
    onSuccess: ({ data }) => onChange(setSelected(selection, data, true)),
  })
  const count = selectedCount(selection)
  const lacking = lackingCount(selection)
  const addAll = () => (filter === '' ? onChange(selectAll(selection, total ?? 0)) : matching.mutate())
  return (
    <>
      <div className="picker-buttons">
        <PermissionsPopover
          kind="outline"
          title={t('resetAll')}
          label={t('resetAll')}
          content={
            <SelectPermissions
              level="project"
              id="reset-all"
              access={selection.base}
              onChange={(access) => onChange(resetAccess(selection, access))}
            />
          }
        >
          {t('resetAll')}
        </PermissionsPopover>
        <Button size="sm" loading={matching.isPending} disabled={!total} onClick={addAll}>
          {filter === '' ? t('selectAll') : t('selectMatching')}
        </Button>
        <Button size="sm" disabled={count === 0} onClick={() => onChange(unselectAll(selection))}>
          {t('unselectAll')}
        </Button>
      </div>
      {matching.isError && (
        <Alert kind="danger" role="alert" small>
          {t('selectFailed')}
        </Alert>
      )}
      <p role="status" className="picker-status">
        {t('selectedCount', { count })} {lacking > 0 && t('lacking', { count: lacking })}
      </p>
    </>
  )
}
