'use client'

import { useId, useRef, type ReactElement, type ReactNode } from 'react'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import { buttonClass } from './button-class'
import { Icon } from './icon'
import type { IconName } from './icon-names'

export type MenuItem =
  | { kind: 'divider'; id: string }
  | {
      kind: 'item'
      id: string
      label: string
      icon?: IconName
      /** Why the item cannot be used now. Its presence disables the item, which stays reachable by keyboard. */
      disabledReason?: string
      onSelect: () => void
    }

type MenuProps = {
  label: ReactNode
  items: MenuItem[]
  /** Replaces the link-like button; it receives the label as children and the menu's behaviour as props. */
  trigger?: ReactElement
  align?: 'start' | 'end'
}

/** Harbor's dropdown menu, such as ACTION above a table. */
export function Menu({ label, items, trigger, align = 'start' }: MenuProps) {
  // The popup stands in the document where its trigger stands, inside the same landmark.
  const host = useRef<HTMLSpanElement>(null)
  return (
    <span ref={host} className="popup-host">
      <BaseMenu.Root>
        <BaseMenu.Trigger render={trigger} className={trigger ? undefined : `${buttonClass('link')} menu-trigger`}>
          {label}
          <Icon name="angle" direction="down" size={12} />
        </BaseMenu.Trigger>
        <BaseMenu.Portal container={host}>
          <BaseMenu.Positioner align={align} sideOffset={2} collisionPadding={8} className="popup-positioner">
            <BaseMenu.Popup className="menu-popup">
              {items.map((item) =>
                item.kind === 'divider' ? (
                  <BaseMenu.Separator key={item.id} className="dropdown-divider menu-divider" />
                ) : (
                  <MenuEntry key={item.id} {...item} />
                ),
              )}
            </BaseMenu.Popup>
          </BaseMenu.Positioner>
        </BaseMenu.Portal>
      </BaseMenu.Root>
    </span>
  )
}

function MenuEntry({ label, icon, disabledReason, onSelect }: Extract<MenuItem, { kind: 'item' }>) {
  const reasonId = useId()
  return (
    <BaseMenu.Item
      className="menu-item"
      disabled={disabledReason !== undefined}
      aria-describedby={disabledReason ? reasonId : undefined}
      label={label}
      onClick={onSelect}
    >
      {icon && <Icon name={icon} />}
      {label}
      {disabledReason && (
        <span id={reasonId} className="menu-reason" aria-hidden>
          {disabledReason}
        </span>
      )}
    </BaseMenu.Item>
  )
}
