'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '../../ui/icon'

type MatrixLegendProps = {
  /** What its parts are called by `aria-describedby`: `…-registry`, `…-elsewhere`, `…-keys`. */
  id: string
  /** Whether a permission in sight acts at a registry, and so carries the mark. */
  registry: boolean
  /** Where the permissions with a dash are held: for some repositories, or for all. */
  elsewhere: 'narrowed' | 'everywhere' | null
  /** Whether some are greyed out, being about the whole project. */
  projectWide: boolean
  /** Whether it can be ticked, and so by keyboard. */
  keys: boolean
}

/** What the marks of a permission matrix mean, in words. */
export function MatrixLegend({ id, registry, elsewhere, projectWide, keys }: MatrixLegendProps) {
  const t = useTranslations('permissions.legend')
  return (
    <div className="matrix-legend">
      <p>
        {registry
          ? t.rich('registry', {
              mark: (text) => (
                <span id={`${id}-registry`} className="matrix-mark">
                  <Icon name="container" size={14} /> {text}
                </span>
              ),
            })
          : t('noRegistry')}{' '}
        {keys && <span id={`${id}-keys`}>{t('keys')}</span>}
      </p>
      {elsewhere && <p id={`${id}-elsewhere`}>{t(elsewhere)}</p>}
      {projectWide && <p>{t('projectWide')}</p>}
    </div>
  )
}
