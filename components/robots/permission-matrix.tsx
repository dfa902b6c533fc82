'use client'

import { useTranslations } from 'next-intl'
import { accessKey, parseAccessKey, type Access } from '@/lib/domain/access'
import { Checkbox } from '../ui/checkbox'
import { usePermissionLabels } from '../difference/permission-labels'

type PermissionMatrixProps = {
  /** Makes the checkboxes' ids unique. */
  id: string
  /** The pairs that get a checkbox. */
  candidates: readonly Access[]
  /** The ticked ones, as keys (`repository:push`). */
  selected: ReadonlySet<string>
  /** Without it the matrix is read-only. */
  onToggle?: (key: string, ticked: boolean) => void
}

/** Resources down, actions across, a checkbox where the pair exists. */
export function PermissionMatrix({ id, candidates, selected, onToggle }: PermissionMatrixProps) {
  const t = useTranslations('permissions')
  const label = usePermissionLabels()
  const keys = new Set(candidates.map(accessKey))
  const resources = [...new Set(candidates.map(({ resource }) => resource))].sort()
  const actions = [...new Set(candidates.map(({ action }) => action))].sort()

  const table = (
    <table className="table table-compact matrix permission-matrix" aria-label={t('table')}>
      <thead>
        <tr>
          <th scope="col">{t('resourceColumn')}</th>
          {actions.map((action) => (
            <th scope="col" key={action}>
              {label.action(action)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {resources.map((resource) => (
          <tr key={resource}>
            <th scope="row">{label.resource(resource)}</th>
            {actions.map((action) => {
              const key = accessKey({ resource, action })
              return (
                <td key={action}>
                  {keys.has(key) && (
                    <Checkbox
                      id={`${id}-${resource}-${action}`}
                      label={label.pair({ resource, action })}
                      hideLabel
                      checked={selected.has(key)}
                      disabled={!onToggle}
                      onChange={(event) => onToggle?.(key, event.target.checked)}
                    />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (onToggle) return table
  // Nothing in it takes the focus, and what scrolls must be reached by keyboard.
  return (
    <div className="matrix-scroller" role="region" aria-label={t('table')} tabIndex={0}>
      {table}
    </div>
  )
}

const pull = 'repository:pull'
const push = 'repository:push'

/** The set after ticking or unticking one pair: push brings pull, and taking pull away takes push along. */
export function toggled(selected: readonly string[], key: string, ticked: boolean): string[] {
  const next = new Set(selected)
  if (ticked) next.add(key)
  else next.delete(key)
  if (ticked && key === push) next.add(pull)
  if (!ticked && key === pull) next.delete(push)
  return [...next].sort()
}

/** The pairs behind keys, for a matrix that shows just what a robot has. */
export const pairsOf = (keys: readonly string[]): Access[] => keys.map(parseAccessKey)
