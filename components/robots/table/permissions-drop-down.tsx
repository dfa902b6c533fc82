'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { buttonClass } from '../../ui/button-class'
import { Icon } from '../../ui/icon'
import { placeBelow } from '../../ui/place-below'
import type { PermissionsPart } from './permissions-told'

// What it says arrives when a pointer or the focus comes near.
const PermissionsTold = onDemand('permissions', async () => (await import('./permissions-told')).PermissionsTold)

/**
 * How many permissions there are, and, in a drop-down under it, which. The browser's own popover: it stands above the
 * scrolling table, and closes with Escape or a press beside it, without a byte of script.
 */
export function PermissionsDropDown({ parts }: { parts: readonly PermissionsPart[] }) {
  const t = useTranslations('robots')
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    if (!open) return
    const place = () => placeBelow(popup.current, button.current)
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
    return () => {
      window.removeEventListener('scroll', place, true)
      window.removeEventListener('resize', place)
    }
  }, [open])

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`${buttonClass('link', 'sm')} permissions-button`}
        popoverTarget={id}
        onPointerOver={PermissionsTold.preload}
        onFocus={PermissionsTold.preload}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {t('permissionCount', { count: parts.reduce((sum, { access }) => sum + access.length, 0) })}
        <Icon name="angle" direction="down" size={12} />
      </button>
      <div
        ref={popup}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t('permissionsOf')}
        className="drop-down"
        onBeforeToggle={({ newState }) => {
          placeBelow(popup.current, button.current)
          setOpen(newState === 'open')
        }}
      >
        {open && <PermissionsTold parts={parts} onClose={() => popup.current?.hidePopover()} />}
      </div>
    </>
  )
}
