'use client'

import type { KeyboardEvent } from 'react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../ui/icon-button'

type TablePagerProps = { page: number; pages: number; onPage: (page: number) => void }

/** First, previous, a page number to type, next, last. A link beyond the last page can step back into the list. */
export function TablePager({ page, pages, onPage }: TablePagerProps) {
  const t = useTranslations('table')

  function goToTyped(input: HTMLInputElement) {
    const wanted = Math.min(Math.max(1, Math.trunc(Number(input.value))), pages)
    if (Number.isNaN(wanted)) input.value = String(page)
    else if (wanted !== page) onPage(wanted)
    else input.value = String(page)
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter') return
    // Inside a wizard, Enter would press its button.
    event.preventDefault()
    goToTyped(event.currentTarget)
  }

  return (
    <nav className="table-pager" aria-label={t('pages')}>
      <IconButton
        icon="step-forward-2"
        direction="down"
        label={t('firstPage')}
        disabled={page <= 1}
        onClick={() => onPage(1)}
      />
      <IconButton
        icon="angle"
        direction="left"
        label={t('previousPage')}
        disabled={page <= 1}
        onClick={() => onPage(Math.min(page - 1, pages))}
      />
      <input
        key={page}
        className="clr-input page-input"
        inputMode="numeric"
        aria-label={t('page')}
        defaultValue={page}
        onKeyDown={press}
        onBlur={(event) => goToTyped(event.currentTarget)}
      />
      <span aria-hidden>/</span>
      <span>
        <span className="clr-sr-only">{t('pageOf')} </span>
        {pages}
      </span>
      <IconButton
        icon="angle"
        direction="right"
        label={t('nextPage')}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      />
      <IconButton icon="step-forward-2" label={t('lastPage')} disabled={page >= pages} onClick={() => onPage(pages)} />
    </nav>
  )
}
