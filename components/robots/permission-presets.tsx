'use client'

import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import type { PermissionLevel } from '@/lib/domain/permission-catalog'
import { builtInPresetOf, builtInPresets, presetAccess, type PresetAccess } from '@/lib/domain/permission-preset'
import { Button } from '../ui/button'
import './permission-presets.css'

type PermissionPresetsProps = {
  level: PermissionLevel
  /** What is chosen by now; null where it differs from project to project. */
  access: PresetAccess | null
  /** Of a new robot it is asked; who changes one that fits no preset finds its permissions. */
  asks: boolean
  /** Without it what is there is not known yet, and nothing can be filled in. */
  onChoose: ((access: PresetAccess) => void) | undefined
  /** What the choice comes to. */
  children: ReactNode
}

/** What a robot is for: fills in the matrix that follows, which stays in reach. */
export function PermissionPresets({ level, access, asks, onChoose, children }: PermissionPresetsProps) {
  const t = useTranslations('presets')
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  const chosen = access && builtInPresetOf(level, access)
  const isOwn = chosen === null && !(access && access.system.length + access.project.length === 0)
  const [open, setOpen] = useState(asks || chosen !== null)

  return (
    <div ref={whole} className="permission-presets">
      <div className="permission-presets-head">
        <h4 id={id}>{t('title')}</h4>
        {!open && (
          <Button kind="link" size="sm" onClick={() => setOpen(true)}>
            {t('show')}
          </Button>
        )}
      </div>
      {open && (
        <div className="preset-cards">
          <div role="radiogroup" aria-labelledby={id}>
            {builtInPresets.map((preset) => (
              <label key={preset} className="preset-card">
                <input
                  type="radio"
                  name={id}
                  checked={chosen === preset}
                  disabled={!onChoose}
                  onChange={() => onChoose?.(presetAccess(level, preset))}
                />
                <PresetText name={t(`names.${preset}`)} text={t(`texts.${preset}`)} />
              </label>
            ))}
          </div>
          <button
            type="button"
            className="preset-card"
            aria-pressed={isOwn}
            onClick={() => firstBoxAfter(whole.current)?.focus()}
          >
            <PresetText name={t('own.name')} text={t('own.text')} />
          </button>
        </div>
      )}
      {children}
    </div>
  )
}

function PresetText({ name, text }: { name: string; text: string }) {
  return (
    <>
      <span className="preset-name">{name}</span>
      <span className="preset-text">{text}</span>
    </>
  )
}

/** The matrix begins with it. */
function firstBoxAfter(element: HTMLElement | null): HTMLElement | undefined {
  const boxes = element?.parentElement?.querySelectorAll<HTMLElement>('input[type="checkbox"]') ?? []
  return [...boxes].find((box) => element && element.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
}
