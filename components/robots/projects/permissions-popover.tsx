'use client'

import { use, useState, type ReactNode } from 'react'
import { Popover } from '@base-ui/react/popover'
import { buttonClass } from '../../ui/button-class'
import { Icon } from '../../ui/icon'
import { OpenForms } from '../permissions/open-forms'

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
  const outer = use(OpenForms)
  const [open, setOpen] = useState(0)
  const [tell] = useState(() => (change: 1 | -1) => {
    setOpen((before) => before + change)
    outer(change)
  })
  return (
    // What was typed in there and not applied would be lost with it.
    <Popover.Root onOpenChange={(next, details) => !next && open > 0 && details.cancel()}>
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
            <OpenForms value={tell}>{content}</OpenForms>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
