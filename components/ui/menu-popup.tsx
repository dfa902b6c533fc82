'use client'

import { useEffect, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { Icon } from './icon'
import type { MenuItem } from './menu-item'
import { keepInWindow } from './keep-in-window'

/** Where the keyboard starts in a menu that has just opened; a mouse starts nowhere. */
export type MenuStart = 'first' | 'last' | 'none'

type MenuPopupProps = {
  items: MenuItem[]
  align: 'start' | 'end'
  start: MenuStart
  labelledBy: string
  /** Closes it and gives the focus back to the button. */
  onClose: () => void
}

/** The open menu: arrows, Home, End and first letters move; Escape and Tab leave. */
export function MenuPopup({ items, align, start, labelledBy, onClose }: MenuPopupProps) {
  const popup = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => keepInWindow(popup.current), [])
  useEffect(() => {
    const all = entries(popup.current)
    const target = { first: all[0], last: all.at(-1), none: popup.current }[start]
    target?.focus()
  }, [start])

  function press(event: KeyboardEvent) {
    const all = entries(popup.current)
    const next = nextEntry(all, all.indexOf(document.activeElement as HTMLElement), event.key)
    if (next) {
      event.preventDefault()
      next.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      // Tab goes on from the button, and Escape must not reach a dialog around the menu.
      if (event.key === 'Escape') event.stopPropagation()
      onClose()
    }
  }

  return (
    <div
      ref={popup}
      role="menu"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      className={`menu-popup ${align}`}
      onKeyDown={press}
    >
      {items.map((item) =>
        item.kind === 'divider' ? (
          <div key={item.id} role="separator" className="menu-divider" />
        ) : (
          <MenuEntry key={item.id} item={item} onClose={onClose} />
        ),
      )}
    </div>
  )
}

type MenuEntryProps = { item: Extract<MenuItem, { kind: 'item' }>; onClose: () => void }

function MenuEntry({ item, onClose }: MenuEntryProps) {
  const reasonId = useId()
  const { label, icon, checked, lang, disabledReason, onSelect } = item
  const disabled = disabledReason !== undefined
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      lang={lang}
      tabIndex={-1}
      className="menu-item"
      aria-disabled={disabled || undefined}
      aria-describedby={disabled ? reasonId : undefined}
      onPointerMove={(event) => event.currentTarget.focus()}
      onClick={() => {
        if (disabled) return
        onClose()
        onSelect()
      }}
    >
      {icon && <Icon name={icon} />}
      {/* The labels of a choice stand in one line, marked or not. */}
      {!icon && checked !== undefined && <span className="w-4" />}
      {label}
      {disabled && (
        <span id={reasonId} className="menu-reason" aria-hidden>
          {disabledReason}
        </span>
      )}
    </button>
  )
}

function entries(popup: HTMLElement | null): HTMLElement[] {
  return [...(popup?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
}

/** The entry that a key moves to; `current` is -1 while none has the focus. */
function nextEntry(all: HTMLElement[], current: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[(current + 1) % all.length]
  if (key === 'ArrowUp') return all.at(current <= 0 ? -1 : current - 1)
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  if (key.length !== 1 || key === ' ') return undefined
  const after = [...all.slice(current + 1), ...all.slice(0, current + 1)]
  return after.find((entry) => entry.textContent?.toLowerCase().startsWith(key.toLowerCase()))
}
