'use client'

import type { ReactElement, ReactNode } from 'react'
import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'

/**
 * A label that appears on hover and focus of the element given as `trigger`. It is a visual extra:
 * the trigger must have a name of its own. For explanations use HelpTip, which works by touch too.
 */
export function Tooltip({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={trigger} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side="top" sideOffset={6} collisionPadding={8} className="popup-positioner">
          <BaseTooltip.Popup className="tip">{children}</BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
