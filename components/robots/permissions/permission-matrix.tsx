'use client'

import { useId } from 'react'
import { useTranslations } from 'next-intl'
import { accessKey, type Access } from '@/lib/domain/permissions/access'
import { actsAtRegistry } from '@/lib/domain/permissions/permission-catalog'
import { Checkbox } from '../../ui/checkbox'
import { usePermissionLabels } from '../../difference/permission-labels'
import { Icon } from '../../ui/icon'
import { MatrixLegend } from './matrix-legend'
import { useGridKeys } from './use-grid-keys'

type PermissionMatrixProps = {
  /** Makes the checkboxes' ids unique. */
  id: string
  /** What it is about, where there are several. */
  label?: string
  /** The pairs that get a checkbox. */
  candidates: readonly Access[]
  /** The ticked ones, as keys (`repository:push`). */
  selected: ReadonlySet<string>
  /** Held for other repositories of the place: for all of them, or, where this is about all, for some. */
  elsewhere?: { keys: ReadonlySet<string>; narrowed: boolean }
  /** What cannot be ticked here. */
  disabled?: (access: Access) => boolean
  /** Without it the matrix is read-only. */
  onToggle?: (key: string, ticked: boolean) => void
}

/** Resources down, actions across, a checkbox where the pair exists: one stop for Tab, arrows from box to box. */
export function PermissionMatrix({
  id,
  label: about,
  candidates,
  selected,
  elsewhere,
  disabled,
  onToggle,
}: PermissionMatrixProps) {
  const t = useTranslations('permissions')
  const label = usePermissionLabels()
  const name = about ?? t('table')
  const keys = new Map(candidates.map((pair) => [accessKey(pair), pair]))
  const resources = [...new Set(candidates.map(({ resource }) => resource))].sort()
  const actions = [...new Set(candidates.map(({ action }) => action))].sort()
  const boxId = ({ resource, action }: Access) => `${id}-${resource}-${action}`
  const inOrder = resources.flatMap((resource) => actions.map((action) => keys.get(accessKey({ resource, action }))))
  const reachable = inOrder.filter((pair) => pair && onToggle && !disabled?.(pair)) as Access[]
  const { tabIndexOf, table } = useGridKeys(reachable.map(boxId))
  const legend = useId()
  const isElsewhere = (key: string) => !selected.has(key) && elsewhere?.keys.has(key) === true
  const marksOf = (pair: Access) => [
    ...(actsAtRegistry(pair) ? [`${legend}-registry`] : []),
    ...(isElsewhere(accessKey(pair)) ? [`${legend}-elsewhere`] : []),
  ]

  return (
    <>
      <div className="matrix-scroller" role={onToggle ? undefined : 'region'} {...(!onToggle && readable(name))}>
        <table
          className="table table-compact matrix permission-matrix"
          role={onToggle && 'grid'}
          aria-label={name}
          aria-describedby={onToggle && `${legend}-keys`}
          {...(onToggle && table)}
        >
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
                  const pair = keys.get(key)
                  return (
                    <td key={action}>
                      {pair && (
                        <span className="permission-box">
                          <Checkbox
                            id={boxId(pair)}
                            label={label.pair(pair)}
                            hideLabel
                            checked={selected.has(key)}
                            indeterminate={isElsewhere(key)}
                            disabled={!onToggle || disabled?.(pair)}
                            tabIndex={onToggle && tabIndexOf(boxId(pair))}
                            aria-describedby={marksOf(pair).join(' ') || undefined}
                            onChange={(event) => onToggle?.(key, event.target.checked)}
                          />
                          {actsAtRegistry(pair) && <Icon name="container" size={14} />}
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MatrixLegend
        id={legend}
        registry={candidates.some(actsAtRegistry)}
        elsewhere={[...keys.keys()].some(isElsewhere) ? (elsewhere?.narrowed ? 'narrowed' : 'everywhere') : null}
        projectWide={candidates.some((pair) => disabled?.(pair))}
        keys={onToggle !== undefined}
      />
    </>
  )
}

/** Nothing in a read-only matrix takes the focus, and what scrolls must be reached by keyboard. */
const readable = (label: string) => ({ tabIndex: 0, 'aria-label': label })
