import { useTranslations } from 'next-intl'

const most = 100

/** The names of what is about to be changed, below the question: the first hundred of them, and how many more. */
export function NameList({ rows }: { rows: { id: number; name: string }[] }) {
  const t = useTranslations('common')
  return (
    // What scrolls must be reached by keyboard.
    <ul className="name-list" tabIndex={0} aria-label={t('names')}>
      {rows.slice(0, most).map(({ id, name }) => (
        <li key={id}>
          <bdi>{name}</bdi>
        </li>
      ))}
      {rows.length > most && <li>{t('moreNames', { count: rows.length - most })}</li>}
    </ul>
  )
}
