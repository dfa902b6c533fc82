'use client'

import { useRef, type ReactNode } from 'react'
import { Popover } from '@base-ui/react/popover'
import { Icon } from './icon'

type HelpTipProps = {
  /** Name of the (i) button, such as "Help about Name". */
  label: string
  /** Gives the text an id for `aria-describedby` of the control it explains. */
  descriptionId?: string
  children: ReactNode
}

/** An (i) that explains something: by resting on it with the mouse, by pressing it, by touch. */
export function HelpTip({ label, descriptionId, children }: HelpTipProps) {
  const host = useRef<HTMLSpanElement>(null)
  return (
    <span ref={host} className="popup-host">
      <Popover.Root>
        <Popover.Trigger openOnHover delay={200} className="icon-button help-tip" aria-label={label}>
          <Icon name="info-standard" />
        </Popover.Trigger>
        <span hidden id={descriptionId}>
          {children}
        </span>
        <Popover.Portal container={host}>
          <Popover.Positioner side="top" sideOffset={6} collisionPadding={8} className="popup-positioner">
            <Popover.Popup className="tip" aria-label={label} initialFocus={false}>
              {children}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </span>
  )
}
