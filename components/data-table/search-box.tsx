'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { IconButton } from '../ui/icon-button'
import { useSearchable } from './use-searchable'

const pauseMs = 500

type SearchBoxProps = { label: string; q: string; onSearch: (q: string) => void }

/** A magnifier that opens into a text field. Searches half a second after the last key, or at once on Enter. */
export function SearchBox({ label, q, onSearch }: SearchBoxProps) {
  const t = useTranslations('table')
  const searchable = useSearchable()
  const [open, setOpen] = useState(q !== '')
  // What is being typed; null when the field just shows what the URL says.
  const [draft, setDraft] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const opener = useRef<HTMLButtonElement>(null)
  // A pause that outlives the page would search on the next one.
  useEffect(() => () => clearTimeout(timer.current), [])

  function searchNow(text: string) {
    clearTimeout(timer.current)
    const wanted = searchable(text)
    if (wanted === '') setDraft('')
    if (wanted !== q) onSearch(wanted)
  }

  function type(text: string) {
    setDraft(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => searchNow(text), pauseMs)
  }

  function leave() {
    if (draft !== null) searchNow(draft)
    if ((draft ?? q).trim() === '') setOpen(false)
    setDraft(null)
  }

  function close() {
    searchNow('')
    setDraft(null)
    setOpen(false)
    requestAnimationFrame(() => opener.current?.focus())
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') searchNow(draft ?? q)
    if (event.key === 'Escape') close()
  }

  if (!open && q === '') {
    return <IconButton ref={opener} icon="search" size={20} label={t('search')} onClick={() => setOpen(true)} />
  }
  return (
    <div className="search-box clr-input-group" role="search">
      <Icon name="search" size={20} />
      <input
        type="search"
        className="clr-input"
        aria-label={label}
        placeholder={label}
        // The field appears because the magnifier was pressed, so typing may begin at once.
        autoFocus={q === ''}
        value={draft ?? q}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onBlur={leave}
        spellCheck={false}
        autoComplete="off"
        maxLength={300}
      />
    </div>
  )
}
