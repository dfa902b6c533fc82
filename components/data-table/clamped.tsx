'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'

/** Between the parts of a line, as in the style sheet. */
const gap = 4

type ClampedProps = {
  /** What the text is, such as "Description of robot$ci": names the button that shows the rest. */
  label: string
  /** Stands behind the text and is never cut, such as a badge. */
  after?: ReactNode
  children: ReactNode
}

/** One line of a cell. What is cut off is in the title, and shown in place by a button, for keyboard and touch. */
export function Clamped({ label, after, children }: ClampedProps) {
  const t = useTranslations('table')
  const host = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const [cut, setCut] = useState<string>()

  useEffect(() => {
    const line = host.current
    // A name lies in a box of its own, which gives way.
    const text = line?.querySelector('.name > span') ?? line?.firstElementChild
    if (!line || !text || open) return
    const measure = () => {
      const behind = line.querySelector<HTMLElement>(':scope > .clamped-after')
      // In a narrow window it goes below the text, and takes nothing from it.
      const isBeside = behind !== null && getComputedStyle(line).flexWrap !== 'wrap'
      // Without the button: else its coming would be what makes it necessary.
      const room = line.clientWidth - (isBeside ? behind.offsetWidth + gap : 0)
      setCut(text.scrollWidth > room ? (text.textContent ?? '') : undefined)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(line)
    return () => observer.disconnect()
  }, [open, children])

  return (
    <span ref={host} className={`clamped ${open ? 'clamped-open' : ''}`}>
      <bdi className="clamped-text" title={open ? undefined : cut}>
        {children}
      </bdi>
      {after && <span className="clamped-after">{after}</span>}
      {(cut !== undefined || open) && (
        <button
          type="button"
          className="icon-button"
          aria-expanded={open}
          aria-label={t('wholeText', { label })}
          onClick={() => setOpen(!open)}
        >
          <Icon name="angle" direction={open ? 'up' : 'down'} size={12} />
        </button>
      )}
    </span>
  )
}
