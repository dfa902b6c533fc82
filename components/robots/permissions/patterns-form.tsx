'use client'

import { useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'next-intl'
import { everyRepository } from '@/lib/domain/patterns/pattern-inclusion'
import { matchesRepositories, parsePatterns, patternFault } from '@/lib/domain/patterns/repository-patterns'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'
import { useOpenForm } from './open-forms'

type PatternsFormProps = {
  id: string
  /** The patterns as they stand, one a line. */
  initial: string
  /** What they come to, as stored. */
  onApply: (text: string) => void
  onCancel: () => void
}

/** Enter would press the button of the wizard around it. */
const keepEnter = (event: KeyboardEvent) => event.key === 'Enter' && event.preventDefault()

/** Which repositories a group of permissions is for: patterns, one a line, checked as they are typed, and tried out. */
export function PatternsForm({ id, initial, onApply, onCancel }: PatternsFormProps) {
  useOpenForm()
  const t = useTranslations('permissions.narrow')
  const common = useTranslations('common')
  const [typed, setTyped] = useState(initial)
  const [pressed, setPressed] = useState(false)
  const { text, faults } = useChecked(typed)
  const missing = pressed && typed.trim() === '' ? [t('faults.noPatterns')] : faults

  function apply() {
    if (text !== null) return onApply(text)
    setPressed(true)
    document.getElementById(id)?.focus()
  }
  return (
    <div className="patterns-form" role="group" aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`}>{t('title')}</h4>
      <label htmlFor={id} className="clr-control-label">
        {t('patterns')}
      </label>
      <textarea
        data-keep
        id={id}
        className="clr-textarea"
        rows={4}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        placeholder={'app/*\nbase\n!app/internal/**'}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        aria-required
        aria-invalid={missing.length > 0 || undefined}
        aria-describedby={`${id}-faults ${id}-grammar`}
      />
      <div id={`${id}-faults`} aria-live="polite" className="patterns-faults">
        {missing.map((fault) => (
          <div key={fault} className="field-error">
            <Icon name="error-standard" />
            <span>{fault}</span>
          </div>
        ))}
      </div>
      <p id={`${id}-grammar`} className="patterns-grammar">
        {t('grammar')}
      </p>
      <TryName id={`${id}-try`} text={text} />
      <div className="patterns-buttons">
        <Button kind="primary" size="sm" held={text === null} onClick={apply}>
          {t('apply')}
        </Button>
        <Button size="sm" onClick={onCancel}>
          {common('cancel')}
        </Button>
      </div>
    </div>
  )
}

/** The stored text of what was typed, or null and what is wrong with it, line by line, and then as a whole. */
function useChecked(typed: string): { text: string | null; faults: string[] } {
  const t = useTranslations('permissions.narrow')
  const lines = typed.split('\n').map((line) => line.trim())
  const inLines = lines.flatMap((pattern, index) => {
    const reason = pattern === '' ? null : patternFault(pattern)
    return reason === null ? [] : [t('line', { line: index + 1, fault: t(`faults.${reason}`) })]
  })
  const patterns = lines.filter((line) => line !== '')
  if (inLines.length > maxFaults) return { text: null, faults: [...inLines.slice(0, maxFaults), '…'] }
  if (inLines.length > 0 || patterns.length === 0) return { text: null, faults: inLines }
  const result = parsePatterns(patterns)
  if ('fault' in result) return { text: null, faults: [t(`faults.${result.fault.reason}`)] }
  return result.ok === everyRepository
    ? { text: null, faults: [t('faults.everything')] }
    : { text: result.ok, faults: [] }
}

/** More would push the rest out of sight. */
const maxFaults = 5

function TryName({ id, text }: { id: string; text: string | null }) {
  const t = useTranslations('permissions.narrow')
  const [name, setName] = useState('')
  const wanted = name.trim()
  const matches = text !== null && wanted !== '' ? matchesRepositories(text, wanted) : null
  return (
    <div className="patterns-try">
      <label htmlFor={id} className="clr-control-label">
        {t('try')}
      </label>
      <input
        id={id}
        type="text"
        className="clr-input"
        placeholder="app/web"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={keepEnter}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        maxLength={255}
      />
      <span role="status" className={matches ? 'patterns-match' : 'patterns-no-match'}>
        {matches !== null && (
          <>
            <Icon name={matches ? 'check-circle' : 'ban'} /> {t(matches ? 'matches' : 'matchesNot')}
          </>
        )}
      </span>
    </div>
  )
}
