'use client'

import { useId, useRef, useState } from 'react'
import { useTranslations } from 'next-intl'
import { copyText } from '@/lib/client/copy-text'
import type { HandOffBlock } from '@/lib/domain/hand-off/hand-off'
import { Button } from '../../ui/button'
import { Icon } from '../../ui/icon'

type HandOffTextProps = { block: HandOffBlock; heading: 'h3' | 'h4'; onCopied: () => void }

/** One text, as it is, to be copied whole. */
export function HandOffText({ block, heading: Heading, onCopied }: HandOffTextProps) {
  const t = useTranslations('robots.handOff')
  const texts = useTranslations('handOff')
  const pre = useRef<HTMLPreElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  const id = useId()
  const { text, note, fileName } = block
  const title = texts(block.id)

  async function copy() {
    const copied = await copyText(text, () => pre.current && getSelection()?.selectAllChildren(pre.current))
    setOutcome(copied ? 'copied' : 'copyFailed')
    if (copied) onCopied()
  }
  return (
    <section className="hand-off-block" aria-labelledby={id}>
      <div className="hand-off-block-head">
        <Heading id={id}>
          {title} {fileName && <code>{fileName}</code>}
        </Heading>
        <span role="status" className={outcome === 'copyFailed' ? 'hand-off-failed' : undefined}>
          {outcome && t(outcome)}
        </span>
        <Button kind="link" size="sm" aria-label={t('copyBlock', { title })} onClick={() => void copy()}>
          <Icon name="copy" /> {t('copy')}
        </Button>
      </div>
      {/* Long lines are scrolled to, also by the keyboard. */}
      <pre ref={pre} tabIndex={0} role="group" aria-label={title}>
        {text}
      </pre>
      {note && <p className="hand-off-note">{texts(note)}</p>}
    </section>
  )
}
