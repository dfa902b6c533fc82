'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { saveFile } from '@/lib/client/save-file'
import { restOf, type BulkResults } from '@/lib/client/use-bulk'
import { useErrorText } from '@/lib/client/use-error-text'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import { BulkProgress } from '../../ui/bulk-progress'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { Name } from '../../ui/name'
import { OneTimeFrame } from '../../ui/one-time-frame'
import { resultIcons } from '../../ui/result-list'
import { SecretField } from '../../ui/secret-field'
import { asJsonFile, exportedSecret } from '../secrets/exported-secret'
import type { CloneTarget } from './use-clones'

type ClonesDialogProps = {
  targets: CloneTarget[]
  made: ReadonlyMap<number, RevealedSecret>
  results: BulkResults
  /** While more of them are made. */
  progress?: { done: number; total: number }
  onStop: () => void
  onRest: (rest: CloneTarget[]) => void
  /** What the file is called after. */
  fileName: string
  onClose: () => void
}

/** The clones with their secrets, shown for the only time and exported at once, and why others were not made. */
export function ClonesDialog(props: ClonesDialogProps) {
  const { targets, made, results, progress, onStop, onRest, fileName, onClose } = props
  const t = useTranslations('robots.clone')
  const bulk = useTranslations('common.bulk')
  const common = useTranslations('common')
  const errorText = useErrorText()
  const [taken, setTaken] = useState<{ ids: ReadonlySet<number>; exported: boolean }>({
    ids: new Set(),
    exported: false,
  })
  const rest = progress ? [] : restOf(targets, results)
  const saved = [...made.keys()].every((id) => taken.ids.has(id))
  const reason = (id: number) => {
    const error = results.get(id)
    return error ? bulk('failed', { reason: errorText(error) }) : progress ? t('waits') : bulk('notDone')
  }

  function save() {
    const content = [...made.values()].map(exportedSecret)
    saveFile(`${fileName}.json`, asJsonFile(content), 'application/json')
    setTaken({ ids: new Set(made.keys()), exported: true })
  }
  return (
    <OneTimeFrame
      title={t('made', { count: made.size })}
      t={(key) => t(`secrets.${key}`)}
      saved={saved}
      pending={progress !== undefined}
      onClose={onClose}
      buttons={
        <>
          {progress && <Button onClick={onStop}>{common('stop')}</Button>}
          {rest.length > 0 && <Button onClick={() => onRest(rest)}>{bulk('rest', { count: rest.length })}</Button>}
          <Button icon="download" disabled={progress !== undefined} onClick={save}>
            {t('export')}
          </Button>
        </>
      }
    >
      {progress && <BulkProgress {...progress} />}
      <ul className="clone-list" aria-label={bulk('results')} tabIndex={0}>
        {targets.map(({ id, name }) => {
          const robot = made.get(id)
          const state = robot ? 'ok' : results.get(id) ? 'failed' : 'waits'
          return (
            <li key={id} className={`result-${state}`}>
              <Icon name={resultIcons[state]} />
              {robot ? (
                <label htmlFor={`clone-secret-${id}`}>
                  <Name>{robot.name}</Name>
                </label>
              ) : (
                <Name>{name}</Name>
              )}
              {robot ? (
                <SecretField
                  id={`clone-secret-${id}`}
                  secret={robot.secret}
                  t={(key) => t(`secrets.${key}`, { name: robot.name })}
                  onCopied={() => setTaken({ ...taken, ids: new Set([...taken.ids, id]) })}
                />
              ) : (
                <span>{reason(id)}</span>
              )}
            </li>
          )
        })}
      </ul>
      <p role="status" className="secret-saved">
        {saved && t(taken.exported ? 'exported' : 'copied')}
      </p>
    </OneTimeFrame>
  )
}
