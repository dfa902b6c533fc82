'use client'

import { useId, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { buttonClass } from './button-class'
import { Icon } from './icon'
import type { MenuItem } from './menu-item'
import { MenuPopup, type MenuStart } from './menu-popup'

type MenuProps = {
  label: ReactNode
  items: MenuItem[]
  align?: 'start' | 'end'
  /** Looks of the button instead of the link-like one. */
  className?: string
  /** The button's name where its label alone does not say what it opens. */
  'aria-label'?: string
}

/**
 * Harbor's dropdown menu, such as ACTION above a table. Written by hand after the ARIA menu button pattern:
 * it is on every page, and Base UI's menu with its positioning costs 50 kB of the 200 that a page may load.
 */
export function Menu({ label, items, align = 'start', className, ...rest }: MenuProps) {
  const [open, setOpen] = useState<MenuStart>()
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  function close() {
    setOpen(undefined)
    button.current?.focus()
  }

  function toggle(event: MouseEvent) {
    if (open) close()
    // Enter and Space press a button without a pointer, and then `detail` is 0.
    else setOpen(event.detail === 0 ? 'first' : 'none')
  }

  function openByArrow(event: KeyboardEvent) {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last')
  }

  function closeWhenLeft(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(undefined)
  }

  return (
    <span className="popup-host" onBlur={closeWhenLeft}>
      <button
        ref={button}
        type="button"
        id={id}
        className={className ?? `${buttonClass('link')} menu-trigger`}
        aria-haspopup="menu"
        aria-expanded={open !== undefined}
        aria-label={rest['aria-label']}
        // Else the press itself would take the focus out of the open menu and close it before the click can.
        onMouseDown={(event) => open && event.preventDefault()}
        onKeyDown={openByArrow}
        onClick={toggle}
      >
        {label}
        <Icon name="angle" direction="down" size={12} />
      </button>
      {open && <MenuPopup items={items} align={align} start={open} labelledBy={id} onClose={close} />}
    </span>
  )
}
