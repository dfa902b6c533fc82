'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import { copyText } from '@/lib/client/copy-text'
import { IconButton } from '../../ui/icon-button'

/** A robot's name to read and to copy: with its `$` and `+` it is better not typed. */
export function CopyName({ name }: { name: string }) {
  const t = useTranslations('robots.handOff')
  const shown = useRef<HTMLSpanElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()

  async function copy() {
    const copied = await copyText(name, () => shown.current && getSelection()?.selectAllChildren(shown.current))
    setOutcome(copied ? 'copied' : 'copyFailed')
  }
  return (
    <span className="copy-name">
      <span ref={shown}>{name}</span> <IconButton icon="copy" label={t('copyName')} onClick={() => void copy()} />{' '}
      <span role="status">{outcome && t(outcome)}</span>
    </span>
  )
}
