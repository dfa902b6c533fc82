'use client'

import { useState, useSyncExternalStore } from 'react'
import { Tabs } from '@base-ui/react/tabs'
import { useTranslations } from 'next-intl'
import { preferenceCookie, setPreferenceCookie } from '@/lib/client/preference-cookie'
import {
  handOffBlocks,
  handOffToolNames,
  handOffTools,
  type HandOff,
  type HandOffShell,
  type HandOffTool,
} from '@/lib/domain/hand-off/hand-off'
import { Select } from '../../ui/select'
import { HandOffText } from './hand-off-text'

const shells = ['posix', 'powershell'] as const

type Choice = { tool: HandOffTool; shell: HandOffShell }
type HandOffToolsProps = { texts: HandOff; /** That of each text. */ heading?: 'h3' | 'h4'; onTaken?: () => void }

/** One tab for each tool; the one that was last chosen comes first to whoever comes back. */
export function HandOffTools({ texts, heading = 'h4', onTaken }: HandOffToolsProps) {
  const t = useTranslations('robots.handOff')
  const [choice, setChoice] = useState(remembered)
  const isWide = useSyncExternalStore(subscribeWidth, isWideNow, () => true)

  function choose(next: Partial<Choice>) {
    const { tool, shell } = { ...choice, ...next }
    setChoice({ tool, shell })
    setPreferenceCookie('tool', `${tool}.${shell}`)
  }
  return (
    <Tabs.Root
      className="hand-off-tabs"
      orientation={isWide ? 'vertical' : 'horizontal'}
      value={choice.tool}
      onValueChange={(tool: HandOffTool) => choose({ tool })}
    >
      <Tabs.List className="hand-off-tools" aria-label={t('tools')}>
        {handOffTools.map((tool) => (
          <Tabs.Tab key={tool} value={tool} className="hand-off-tool">
            {handOffToolNames[tool]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {handOffTools.map((tool) => (
        <Tabs.Panel key={tool} value={tool} className="hand-off-panel">
          <Blocks {...{ ...choice, tool, texts, heading, onTaken }} onShell={(shell) => choose({ shell })} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}

type BlocksProps = HandOffToolsProps & Choice & { onShell: (shell: HandOffShell) => void }

function Blocks({ tool, shell, texts, heading = 'h4', onTaken, onShell }: BlocksProps) {
  const t = useTranslations('robots.handOff')
  const blocks = handOffBlocks(tool, shell, texts)
  const bare = handOffBlocks(tool, shell, { ...texts, secret: null })
  const dependsOnShell = blocks.some(({ syntax }) => syntax === 'shell' || syntax === 'powershell')
  return (
    <>
      {dependsOnShell && (
        <div className="hand-off-shell">
          <label htmlFor="hand-off-shell">{t('shell')}</label>
          <Select
            id="hand-off-shell"
            value={shell}
            onChange={(event) => onShell(shells.find((each) => each === event.target.value) ?? 'posix')}
          >
            {shells.map((each) => (
              <option key={each} value={each}>
                {t(each)}
              </option>
            ))}
          </Select>
        </div>
      )}
      {blocks.map((block, index) => (
        <HandOffText
          key={block.id}
          {...{ block, heading }}
          onCopied={() => block.text !== bare[index]?.text && onTaken?.()}
        />
      ))}
    </>
  )
}

function remembered(): Choice {
  const [tool, shell] = (preferenceCookie('tool') ?? '').split('.')
  return {
    tool: handOffTools.find((each) => each === tool) ?? 'docker',
    shell: shells.find((each) => each === shell) ?? 'posix',
  }
}

/** Beside the texts there is room for the tools; else they stand above them, and other arrow keys lead on. */
const wide = '(width >= 768px)'
const isWideNow = () => matchMedia(wide).matches
function subscribeWidth(listener: () => void) {
  const query = matchMedia(wide)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
