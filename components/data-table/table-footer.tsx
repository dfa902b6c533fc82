'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '../ui/icon'
import { pageCount, pageSizes } from './list-params'
import { TablePager } from './table-pager'

type TableFooterProps<Size extends number> = {
  list: { page: number; size: Size }
  rowsShown: number
  total: number
  selectedCount: number
  /** Where the count is told above the table too, it is told there alone. */
  countTold?: boolean
  onPage: (page: number) => void
  onSize: (size: Size) => void
  /** The sizes to choose from: those of a page's own table unless given. */
  sizes?: readonly Size[]
}

/** Selection count, page size, "1 - 15 of 18 items" and the pager. */
export function TableFooter<Size extends number>(props: TableFooterProps<Size>) {
  const { list, rowsShown, total, selectedCount, countTold, onPage, onSize, sizes = pageSizes } = props
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
            {!countTold && <span className="clr-sr-only">{t('selected', { count: selectedCount })}</span>}
          </>
        )}
      </div>
      <label className="table-footer-size">
        {t('pageSize')}
        <span className="clr-select-wrapper">
          <select
            className="clr-page-size-select"
            value={list.size}
            onChange={(event) => onSize(Number(event.target.value) as Size)}
          >
            {sizes.map((size) => (
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
