'use client'

import { Button } from './button'
import { EmptyState } from './empty-state'
import type { IconName } from './icon-names'
import { Link } from './link'

type EmptyListProps = {
  icon: IconName
  /** That there is nothing yet. */
  title: string
  /** What would stand here. */
  text: string
  /** Makes the first one; absent for who may not. */
  create?: { label: string; onCreate: () => void }
  /** Where the manual tells more. */
  more: { label: string; href: string }
}

/** A list in which there was never anything: what belongs there, and how it begins. */
export function EmptyList({ icon, title, text, create, more }: EmptyListProps) {
  return (
    <EmptyState
      icon={icon}
      action={
        <span className="empty-actions">
          {create && (
            <Button kind="primary" icon="plus" onClick={create.onCreate}>
              {create.label}
            </Button>
          )}
          <Link href={more.href}>{more.label}</Link>
        </span>
      }
    >
      <strong>{title}</strong> {text}
    </EmptyState>
  )
}
