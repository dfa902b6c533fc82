'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { pageCount, pageSizes, type ListState, type PageSize } from './list-params'
import { TablePager } from './table-pager'

type TableFooterProps = {
  list: Pick<ListState, 'page' | 'size'>
  rowsShown: number
  total: number
  selectedCount: number
  onPage: (page: number) => void
  onSize: (size: PageSize) => void
}

/** Selection count, page size, "1 - 15 of 18 items" and the pager. */
export function TableFooter({ list, rowsShown, total, selectedCount, onPage, onSize }: TableFooterProps) {
  const t = useTranslations('table')
  const from = (list.page - 1) * list.size + 1
  const pages = pageCount(total, list.size)
  return (
    <div className="table-footer">
      <div className="table-footer-selected" role="status">
        {selectedCount > 0 && (
          <>
            <Icon name="checkbox" />
            <span aria-hidden>{selectedCount}</span>
            <span className="clr-sr-only">{t('selected', { count: selectedCount })}</span>
          </>
        )}
      </div>
      <label className="table-footer-size">
        {t('pageSize')}
        <span className="clr-select-wrapper">
          <select
            className="clr-page-size-select"
            value={list.size}
            onChange={(event) => onSize(Number(event.target.value) as PageSize)}
          >
            {pageSizes.map((size) => (
              <option key={size}>{size}</option>
            ))}
          </select>
        </span>
      </label>
      <span role="status">
        {rowsShown > 0 ? t('items', { from, to: from + rowsShown - 1, total }) : t('itemCount', { total })}
      </span>
      {(pages > 1 || list.page > 1) && <TablePager page={list.page} pages={pages} onPage={onPage} />}
    </div>
  )
}
