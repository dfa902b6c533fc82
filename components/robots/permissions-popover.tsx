'use client'

import type { ReactNode } from 'react'
import { Popover } from '@base-ui/react/popover'
import { buttonClass } from '../ui/button-class'
import { Icon } from '../ui/icon'

type PermissionsPopoverProps = {
  /** What the button says. */
  children: ReactNode
  /** The button's name: its visible text, and what it is about. */
  label: string
  /** Stands above the matrix. */
  title: string
  kind?: 'link' | 'outline'
  className?: string
  /** The matrix; made only while it is open. */
  content: ReactNode
}

/** A button with a permission matrix under it, such as one row's permissions in the wizard. */
export function PermissionsPopover({
  children,
  label,
  title,
  kind = 'link',
  className = '',
  content,
}: PermissionsPopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger type="button" className={`${buttonClass(kind, 'sm')} ${className}`} aria-label={label}>
        {children}
        <Icon name="angle" direction="down" size={12} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          side="bottom"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="popup-positioner permissions-positioner"
        >
          <Popover.Popup className="permissions-popup">
            <Popover.Title className="permissions-title">{title}</Popover.Title>
            {content}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
