import type { ReactNode } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'

/** What stands where a list would be: why there is nothing, and what one can do about it. */
export function EmptyState({ icon = 'search', children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Icon name={icon} size={48} />
      <p>{children}</p>
      {action}
    </div>
  )
}

type EmptyStateProps = { icon?: IconName; children: ReactNode; action?: ReactNode }
