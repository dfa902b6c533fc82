'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Icon } from '../ui/icon'
import { placeBelow } from '../ui/place-below'
import { AccessInWords } from './access-in-words'

type Part = {
  /** Where they hold, if that is to be said. */
  title?: string
  /** Permission keys, sorted. */
  access: readonly string[]
  /** Shows them as a matrix instead. */
  onTable: () => void
}

/**
 * How many permissions there are, and, in a drop-down under it, which. The browser's own popover: it stands above the
 * scrolling table, and closes with Escape or a press beside it, without a byte of script.
 */
export function PermissionsDropDown({ parts }: { parts: readonly Part[] }) {
  const t = useTranslations('robots')
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    if (!open) return
    const follow = () => placeBelow(popup.current, button.current)
    window.addEventListener('scroll', follow, true)
    window.addEventListener('resize', follow)
    return () => {
      window.removeEventListener('scroll', follow, true)
      window.removeEventListener('resize', follow)
    }
  }, [open])

  function showTable({ onTable }: Part) {
    // Closed first, so that the focus comes back to the button when the dialog closes.
    popup.current?.hidePopover()
    onTable()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`${buttonClass('link', 'sm')} permissions-button`}
        popoverTarget={id}
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
        {open &&
          parts.map((part) => (
            <section key={part.title ?? ''}>
              {part.title && <h2 className="access-place">{part.title}</h2>}
              <AccessInWords access={part.access} />
              <Button kind="link" size="sm" onClick={() => showTable(part)}>
                {t('showAsTable')}
              </Button>
            </section>
          ))}
      </div>
    </>
  )
}
