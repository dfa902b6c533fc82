'use client'

import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { removePresetAction } from '@/lib/actions/presets'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import {
  builtInPresetOf,
  builtInPresets,
  presetAccess,
  sameAccess,
  type PresetAccess,
} from '@/lib/domain/robots/permission-preset'
import { Button } from '../../ui/button'
import { ConfirmAction } from '../../ui/confirm-action'
import { IconButton } from '../../ui/icon-button'
import { SavePresetDialog } from './save-preset-dialog'
import { useOwnPresets, type ShownPreset } from './use-own-presets'
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
  const { presets, mayManage, renew } = useOwnPresets(level)
  const builtIn = access && builtInPresetOf(level, access)
  const own = access && !builtIn ? presets.find((preset) => sameAccess(preset.access, access)) : undefined
  const isEmpty = access !== null && access.system.length + access.project.length === 0
  const isOther = !builtIn && !own && !isEmpty
  // Undecided until it is known what is there: the step may be opened before that.
  const [open, setOpen] = useState<boolean | undefined>(asks || undefined)
  if (open === undefined && onChoose) setOpen(builtIn !== null)
  const [dialog, setDialog] = useState<'save' | ShownPreset>()
  const close = () => setDialog(undefined)
  const card = (key: string | number, text: ReactNode, checked: boolean, filling: PresetAccess) => (
    <label key={key} className="preset-card">
      <input type="radio" name={id} checked={checked} disabled={!onChoose} onChange={() => onChoose?.(filling)} />
      {text}
    </label>
  )

  return (
    <div ref={whole} className="permission-presets">
      <div className="permission-presets-head">
        <h4 id={id}>{t('title')}</h4>
        {!open && (
          <Button kind="link" size="sm" onClick={() => setOpen(true)}>
            {t('show')}
          </Button>
        )}
        {mayManage && isOther && access && (
          <Button kind="link" size="sm" onClick={() => setDialog('save')}>
            {t('save')}
          </Button>
        )}
      </div>
      {open && (
        <div className="preset-cards">
          <div role="radiogroup" aria-labelledby={id}>
            {builtInPresets.map((preset) =>
              card(
                preset,
                <PresetText name={t(`names.${preset}`)} text={t(`texts.${preset}`)} />,
                builtIn === preset,
                presetAccess(level, preset),
              ),
            )}
            {presets.map((preset) => (
              <div key={preset.id} className="preset-own">
                {card(preset.id, <OwnText {...preset} />, own === preset, preset.access)}
                {mayManage && (
                  <IconButton
                    icon="times"
                    size={16}
                    label={t('delete', { name: preset.name })}
                    onClick={() => setDialog(preset)}
                  />
                )}
              </div>
            ))}
          </div>
          <button
            type="button"
            className="preset-card"
            aria-pressed={isOther}
            onClick={() => firstBoxAfter(whole.current)?.focus()}
          >
            <PresetText name={t('own.name')} text={t('own.text')} />
          </button>
        </div>
      )}
      {children}
      {dialog === 'save' && access && <SavePresetDialog {...{ level, access }} onSaved={renew} onClose={close} />}
      {dialog && dialog !== 'save' && (
        <ConfirmAction
          action={removePresetAction}
          input={{ id: dialog.id }}
          event={t('events.remove')}
          name={dialog.name}
          title={t('deleteTitle')}
          confirmLabel={t('confirm')}
          kind="danger"
          onDone={() => {
            renew()
            close()
          }}
          onClose={close}
        >
          <p>{t('deleteQuestion', { name: dialog.name })}</p>
        </ConfirmAction>
      )}
    </div>
  )
}

function OwnText({ name, access }: ShownPreset) {
  const t = useTranslations('presets')
  return <PresetText name={name} text={t('saved', { count: access.system.length + access.project.length })} />
}

function PresetText({ name, text }: { name: string; text: string }) {
  return (
    <>
      <bdi className="preset-name">{name}</bdi>
      <span className="preset-text">{text}</span>
    </>
  )
}

/** The matrix begins with it. */
function firstBoxAfter(element: HTMLElement | null): HTMLElement | undefined {
  const boxes = element?.parentElement?.querySelectorAll<HTMLElement>('input[type="checkbox"]') ?? []
  return [...boxes].find((box) => element && element.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
}
